from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestPayment(PosSyncCommon):
    """A sale ends its hand-off, once, and says how it compares with what was sent."""

    def test_sale_ends_the_order(self):
        order = self.delivered()
        sale = self.pay(order)
        self.assertRecordValues(
            order,
            [
                {
                    "state": "done",
                    "pos_order_id": sale.id,
                    "amount_paid": 27.5,
                    "amount_difference": 0,
                    "is_reconciled": True,
                    "holder_config_id": self.receiver.id,
                }
            ],
        )
        self.assertEqual((sale.state, sale.sync_order_id), ("paid", order))
        self.assertTrue(order.closed_at)
        self.assertEqual(self.log(order).count("not expected"), 0)

    def test_sale_that_differs_is_not_reconciled(self):
        """What the receiver added or took off shows as the difference."""
        for lines, difference in (
            ([self.wire_line(qty=3), self.wire_line(self.other_product)], 11),
            ([self.wire_line(qty=2)], -5.5),
        ):
            order = self.delivered()
            self.pay(order, lines=lines)
            self.assertEqual(order.state, "done")
            self.assertAlmostEqual(order.amount_difference, difference)
            self.assertFalse(order.is_reconciled)

    def test_tip_is_no_difference(self):
        tip = self.env["product.product"].create(
            {"name": "Tip", "list_price": 3, "taxes_id": False}
        )
        order = self.delivered()
        lines = [self.wire_line(qty=2), self.wire_line(self.other_product)]
        lines.append(self.wire_line(tip, tax_ids=[[6, False, []]], price_subtotal=3))
        self.pay(order, lines=lines, is_tipped=True, tip_amount=3)
        self.assertEqual((order.amount_paid, order.amount_difference), (30.5, 0))
        self.assertTrue(order.is_reconciled)

    def test_invoiced_sale_ends_the_order(self):
        order = self.delivered()
        sale = self.pay(order, to_invoice=True, partner_id=self.customer.id)
        self.assertEqual((sale.state, order.state), ("invoiced", "done"))
        self.assertTrue(order.is_reconciled)

    def test_two_payments_are_one_sale(self):
        method = self.receiver.payment_method_ids[:1]
        order = self.delivered()
        sale = self.pay(order, payments=[(method, 20), (method, 7.5)])
        self.assertEqual((order.state, order.pos_order_id, order.amount_paid), ("done", sale, 27.5))

    def test_cash_rounding_is_no_difference(self):
        self.receiver.write(
            {
                "cash_rounding": True,
                "rounding_method": self.env["account.cash.rounding"]
                .create(
                    {
                        "name": "5 cents",
                        "rounding": 0.05,
                        "strategy": "add_invoice_line",
                        "profit_account_id": self.company_data["default_account_revenue"].id,
                        "loss_account_id": self.company_data["default_account_expense"].id,
                    }
                )
                .id,
            }
        )
        lines = [self.wire_line(price_unit=10.02)]
        order = self.delivered(order=self.wire_order(lines=lines))
        sale = self.pay(order, lines=lines, payments=[(self.receiver.payment_method_ids[:1], 10)])
        self.assertEqual((sale.state, order.state), ("paid", "done"))
        self.assertEqual((order.amount_paid, order.amount_difference), (10, 0))
        self.assertTrue(order.is_reconciled)

    def test_sale_that_arrives_twice_is_stored_once(self):
        """The terminal sends a sale again when the answer was lost: no alarm, nothing twice."""
        order = self.delivered()
        cart = self.wire_order(self.receiver, sync_uuid=order.uuid)
        sale = self.pay(**{**cart, "config": self.receiver})
        messages = len(order.message_ids)
        self.pay(**{**cart, "config": self.receiver})
        self.assertEqual(self.env["pos.order"].search([("sync_order_id", "=", order.id)]), sale)
        self.assertEqual(len(order.message_ids), messages)

    def test_second_sale_is_kept_unlinked_and_logged(self):
        """Money was taken twice: both sales are kept, one is the order's, the log asks to check."""
        order = self.delivered()
        first = self.pay(order)
        second = self.pay(order, self.second)
        self.assertEqual(second.state, "paid")
        self.assertFalse(second.sync_order_id)
        self.assertEqual((order.pos_order_id, order.amount_paid), (first, 27.5))
        for word in ("second sale", second.pos_reference, "Express", "Express Cashier"):
            self.assertIn(word, self.log(order))

    def test_second_paid_link_is_refused_by_the_database(self):
        """Whatever the code does: one paid sale per order."""
        order = self.delivered()
        self.pay(order)
        other = self.pay()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute(
                "UPDATE pos_order SET sync_order_id = %s WHERE id = %s", [order.id, other.id]
            )

    def test_sale_from_where_it_was_not_expected_is_a_fact(self):
        """Never confirmed, released, given back or never claimed at all: sold is sold."""
        waiting, claimed, released, returned, elsewhere = (self.sent() for _i in range(5))
        for order in (claimed, released, returned):
            self.claim(order)
        self.release(released)
        self.give_back(returned)
        self.claim(elsewhere, self.second)
        self.confirm(elsewhere, self.second)
        for order in (waiting, claimed, released, returned, elsewhere):
            sale = self.pay(order)
            self.assertEqual((order.state, order.pos_order_id), ("done", sale))
            self.assertEqual(order.holder_config_id, self.receiver)
            # The answer to the confirmation got lost: the till that claimed is the one expected.
            self.assertEqual("not expected" in self.log(order), order != claimed)
        for config, method in (
            (self.receiver, "get_inbox_for_ui"),
            (self.second, "get_inbox_for_ui"),
            (self.sender, "get_sent_for_ui"),
        ):
            self.assertEqual(self.call(config, method)["orders"], [])

    def test_late_confirmation_of_what_another_till_sold_is_gone(self):
        """The second cashier learns it before he takes money."""
        order = self.sent()
        self.claim(order, self.second)
        self.pay(order, self.receiver)
        self.assertEqual(self.confirm(order, self.second), {"status": "gone", "state": "done"})

    def test_sale_of_a_recalled_order_is_no_second_sale(self):
        """The sender sells what he took back: nobody paid twice, nobody is to be alarmed."""
        order = self.sent()
        self.recall(order)
        self.confirm(order, self.sender)
        sale = self.pay(order, self.sender)
        self.assertEqual((sale.state, order.state), ("paid", "recalled"))
        self.assertNotIn("second sale", self.log(order))

    def test_sale_elsewhere_of_a_recalled_order_is_logged(self):
        """A till out of reach sold what the sender took back, and may have sold, meanwhile."""
        order = self.delivered()
        order.with_user(self.manager)._manager_release("the till is dead")
        self.recall(order)
        self.confirm(order, self.sender)
        sale = self.pay(order, self.receiver)
        self.assertEqual((sale.state, order.state), ("paid", "recalled"))
        self.assertFalse(sale.sync_order_id)
        for word in ("second sale", sale.pos_reference, "Checkout"):
            self.assertIn(word, self.log(order))

    def test_sale_of_a_cancelled_order_is_kept_and_logged(self):
        order = self.delivered()
        order._transition("cancelled", reason="mistake")
        sale = self.pay(order)
        self.assertEqual((sale.state, order.state), ("paid", "cancelled"))
        self.assertIn(sale.pos_reference, self.log(order))

    def test_draft_of_a_received_cart_changes_nothing(self):
        """Open orders that are shared are saved before they are sold."""
        order = self.delivered()
        cart = {**self.wire_order(self.receiver, sync_uuid=order.uuid), "config": self.receiver}
        draft = self.pay(**cart, payments=[], draft=True)
        self.assertEqual(
            (draft.state, draft.sync_order_id, order.state), ("draft", order, "delivered")
        )
        sale = self.pay(**{**cart, "server_id": draft.id})
        self.assertEqual((sale, order.state, order.pos_order_id), (draft, "done", sale))

    def test_refund_of_the_sale_leaves_the_order_alone(self):
        order = self.delivered()
        sale = self.pay(order)
        session = self._session(self.receiver)
        refund = self.env["pos.order"].browse(
            sale.with_context(session_id=session.id).refund()["res_id"]
        )
        self.assertFalse(refund.sync_order_id)
        self.assertRecordValues(
            order, [{"state": "done", "pos_order_id": sale.id, "amount_paid": 27.5}]
        )

    def test_ordinary_sale_has_nothing_to_do_with_us(self):
        before = self.env["pos.sync.order"].search_count([])
        sale = self.pay(config=self.plain)
        self.assertEqual((sale.state, bool(sale.sync_order_id)), ("paid", False))
        self.assertEqual(self.env["pos.sync.order"].search_count([]), before)

    def test_sale_with_an_unusable_link_is_an_ordinary_sale(self):
        """A sale is never lost over what it says about us."""
        foreign = self.sent_elsewhere()
        for uuid in (
            "no-such-uuid-1",
            foreign.uuid,
            7,
            ["a"],
            {"a": 1},
            None,
            "x" * 5000,
            "nul\0nul\0nul",
        ):
            with self.subTest(uuid=uuid):
                sale = self.pay(config=self.receiver, sync_uuid=uuid)
                self.assertEqual((sale.state, bool(sale.sync_order_id)), ("paid", False))
        self.assertEqual(foreign.state, "sent")

    def test_reloaded_sale_says_which_order_it_was(self):
        """The tickets screen and a reloaded draft know the hand-off."""
        order = self.delivered(note="gift")
        sale = self.pay(order)
        (data,) = self._as_cashier("pos.order", self.receiver).browse(sale.id).export_for_ui()
        self.assertEqual(data["sync_uuid"], order.uuid)
        self.assertEqual(
            (data["sync_origin"]["sender"], data["sync_origin"]["note"]), ("Counter", "gift")
        )

    def test_sale_of_a_closed_session_ends_the_order(self):
        """An offline sale that arrives late lands in a rescue session, and the order is sold."""
        order = self.delivered()
        closed = self.close_session(self.receiver)
        self.assertEqual(order.state, "returned")
        sale = self.pay(
            order, pos_session_id=closed.id, date_order=fields.Datetime.to_string(closed.start_at)
        )
        self.assertTrue(sale.session_id.rescue)
        self.assertEqual((order.state, order.pos_order_id), ("done", sale))
