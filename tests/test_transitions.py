from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.pos_sync_states import FINAL, PAYABLE, STATES, TRANSITIONS
from .common import PosSyncCommon

NAMES = [name for name, _label in STATES]
LEGAL = {(old, new) for old in TRANSITIONS for new in TRANSITIONS[old]}
LEGAL |= {(state, "done") for state in PAYABLE}


@tagged("post_install", "-at_install")
class TestTransitions(PosSyncCommon):
    """The table of states: what it lists happens and is logged, nothing else happens."""

    def _order_in(self, state):
        """An order in ``state``, put there behind the model's back."""
        order = self.sent()
        self.env.cr.execute("UPDATE pos_sync_order SET state = %s WHERE id = %s", [state, order.id])
        order.invalidate_recordset()
        return order

    def test_table_of_the_contract_is_complete(self):
        """The states of the contract are the states of the table, and four of them are final."""
        self.assertEqual(
            NAMES,
            [
                "sent",
                "claimed",
                "delivered",
                "done",
                "returned",
                "recalled",
                "forwarded",
                "cancelled",
            ],
        )
        self.assertEqual(FINAL, {"done", "recalled", "forwarded", "cancelled"})
        self.assertEqual(TRANSITIONS["sent"], {"claimed", "returned", "cancelled"})
        self.assertEqual(
            TRANSITIONS["claimed"],
            {"sent", "returned", "delivered", "recalled", "cancelled"},
        )
        self.assertEqual(TRANSITIONS["delivered"], {"done", "returned", "forwarded", "cancelled"})
        self.assertEqual(TRANSITIONS["returned"], {"claimed", "sent", "cancelled"})

    def test_listed_move_is_applied_and_logged(self):
        """Each listed move happens and leaves one line with both states, who and why."""
        labels = dict(STATES)
        for old, new in sorted(LEGAL):
            with self.subTest(old=old, new=new):
                order = self._order_in(old)
                before = len(order.message_ids)
                order._transition(new, session=self._session(self.receiver), reason="because")
                self.assertEqual(order.state, new)
                self.assertEqual(len(order.message_ids), before + 1)
                line = str(order.message_ids[0].body)
                for word in (
                    labels[old],
                    labels[new],
                    "Checkout",
                    self.env.user.name,
                    "because",
                ):
                    self.assertIn(word, line)

    def test_unlisted_move_is_refused_and_changes_nothing(self):
        """Each move that the table does not list is refused; state and log stay as they are."""
        for old in NAMES:
            order = self._order_in(old)
            before = len(order.message_ids)
            for new in [*NAMES, "nonsense"]:
                if (old, new) in LEGAL:
                    continue
                with self.subTest(old=old, new=new):
                    with self.assertRaises(UserError):
                        order._transition(new)
                    self.assertEqual(order.state, old)
                    self.assertEqual(len(order.message_ids), before)

    def test_payment_in_any_open_state_ends_the_order(self):
        """A sale ends an order wherever it is thought to be, and not one that has ended."""
        for state in NAMES:
            with self.subTest(state=state):
                order = self._order_in(state)
                sale = self.pay(order)
                self.assertEqual(order.state, state if state in FINAL else "done")
                self.assertEqual(
                    order.pos_order_id,
                    sale if state in PAYABLE else order.browse().pos_order_id,
                )

    def test_state_written_by_anybody_is_refused(self):
        """The state has one writer: not an administrator, not sudo, not a context value."""
        order = self.sent()
        admin = self.env.ref("base.user_admin")
        for writer in (
            order.with_user(admin),
            order.sudo(),
            order.with_user(admin).sudo(),
            order.sudo().with_context(pos_sync_move=True),
            order.sudo().with_context(pos_sync_move="_MOVE"),
            order.sudo().with_context(pos_sync_move={}),
        ):
            with self.subTest(context=writer.env.context, su=writer.env.su):
                with self.assertRaises(AccessError):
                    writer.write({"state": "done"})
                with self.assertRaises(AccessError):
                    writer.state = "cancelled"
                order.invalidate_recordset()
                self.assertEqual(order.state, "sent")

    def test_order_created_by_hand_is_refused(self):
        """An order cannot be made in a state of somebody's choice."""
        values = {"uuid": "made-by-hand-1", "batch": "made-by-hand-1", "state": "done"}
        values |= {
            "company_id": self.company.id,
            "currency_id": self.company.currency_id.id,
        }
        for user in (self.cashiers[self.sender.id], self.manager):
            with self.assertRaises(AccessError):
                self.env["pos.sync.order"].with_user(user).create(values)

    def test_move_of_several_orders_logs_one_line_each(self):
        """A move of many leaves each its own line."""
        orders = self.sent() | self.sent() | self.sent()
        orders._transition("returned", reason="late")
        self.assertEqual(set(orders.mapped("state")), {"returned"})
        for order in orders:
            self.assertIn("late", str(order.message_ids[0].body))
            self.assertEqual(order.reason, "late")
