import time
from functools import partial

from odoo import SUPERUSER_ID
from odoo.service.model import retrying
from odoo.tests import tagged

from .committed import CommittedTillsCase

RETRIES = "odoo.service.model"


@tagged("post_install", "-at_install")
class TestClaimRaces(CommittedTillsCase):
    """Two terminals want one order in the same instant."""

    def _claim(self, till, order_id, first=None):
        return self.serve(till, "claim_from_ui", order_id, self.tokens[till], first=first)

    def test_loser_is_answered_while_the_winner_is_at_work(self):
        """At once: he waits for nobody, and Odoo repeats nothing."""
        order_id = self.sent()
        with self.cursor("Checkout") as env, self.assertNoLogs(RETRIES, "INFO"):
            token = self.tokens["Checkout"]
            winner = self.call(env, "Checkout", "claim_from_ui", order_id, token)
            start = time.monotonic()
            loser = self._claim("Express", order_id)
            self.assertLess(time.monotonic() - start, 2)
        self.assertEqual((winner["status"], loser["status"]), ("claimed", "taken"))
        self.assertTrue(loser["by"])
        self.assertEqual(self.read(order_id, "state", "holder"), ("claimed", "Checkout"))

    def test_loser_is_told_the_name_of_a_winner_he_could_not_see(self):
        """The winner commits after the loser has begun: an old view, yet a true answer."""
        order_id = self.sent()
        with self.assertNoLogs(RETRIES, "INFO"):
            loser = self._claim(
                "Express", order_id, first=lambda: self._claim("Checkout", order_id)
            )
        self.assertEqual(loser, {"status": "taken", "by": "Checkout"})
        self.assertEqual(self.read(order_id, "state", "holder"), ("claimed", "Checkout"))

    def test_winner_that_fails_leaves_the_order_to_the_next(self):
        order_id = self.sent()
        with self.cursor("Checkout") as env:
            self.call(env, "Checkout", "claim_from_ui", order_id, self.tokens["Checkout"])
            env.cr.rollback()
        self.assertEqual(self._claim("Express", order_id)["status"], "claimed")

    def test_claim_beside_a_refusal_is_not_taken(self):
        """The other receiver declines in the same instant: nobody has the order."""
        order_id = self.sent()
        answer = self._claim(
            "Express",
            order_id,
            first=lambda: self.serve("Checkout", "decline_from_ui", order_id, "busy"),
        )
        self.assertEqual(answer["status"], "claimed")

    def test_claim_beside_a_cancellation_is_gone(self):
        order_id = self.sent()
        answer = self._claim("Express", order_id, first=lambda: self._cancel(order_id))
        self.assertEqual(answer, {"status": "gone", "state": "cancelled"})

    def _cancel(self, order_id):
        with self.cursor(self.manager) as env:
            env["pos.sync.order"].browse(order_id)._manager_cancel("mistake")

    def test_repeat_that_overtakes_the_first_answer_is_the_same(self):
        """The terminal asks again while its first call is being committed: it has the order."""
        order_id = self.sent()
        answer = self._claim("Express", order_id, first=lambda: self._claim("Express", order_id))
        self.assertEqual(answer["status"], "claimed")

    def test_claim_beside_the_closing_of_the_session_does_not_stick(self):
        """The session closes while its terminal claims: nobody is left to let it go."""
        order_id = self.sent()
        try:
            with self.cursor("Express") as env:
                self.call(env, "Express", "claim_from_ui", order_id, self.tokens["Express"])
                closing = self.start(self._write_session_state, "closed")
            closing.result()
            with self.cursor(SUPERUSER_ID) as env:
                env["pos.sync.order"]._cron_expire()
            self.assertIn(self.read(order_id, "state")[0], ("sent", "returned"))
        finally:
            self._write_session_state("opened")

    def _write_session_state(self, state):
        with self.cursor(SUPERUSER_ID) as env:
            session = env["pos.session"].browse(self.sessions["Express"])
            retrying(partial(session.write, {"state": state}), env)

    def test_order_sent_and_claimed_beside_the_closing_does_not_stick(self):
        """The closing has begun before there was such an order: it is given back all the same."""
        try:
            with self.cursor(SUPERUSER_ID) as env:
                session = env["pos.session"].browse(self.sessions["Express"])
                self.assertEqual(session.state, "opened")
                order_id = self.sent()
                self.assertEqual(self._claim("Express", order_id)["status"], "claimed")
                retrying(partial(session.write, {"state": "closed"}), env)
            self.assertEqual(self.read(order_id, "state"), ("returned",))
        finally:
            self._write_session_state("opened")

    def test_loser_is_told_the_truth_of_a_claim_that_was_undone(self):
        """His view says that somebody has it; by now nobody has."""
        order_id = self.sent()
        self._claim("Checkout", order_id)

        def let_go():
            self.serve("Checkout", "release_from_ui", order_id, self.tokens["Checkout"], "no")

        self.assertEqual(self._claim("Express", order_id, first=let_go)["status"], "claimed")


@tagged("post_install", "-at_install")
class TestWriteRaces(CommittedTillsCase):
    """Two requests change one order in the same instant: one after the other, nothing lost."""

    def test_send_that_arrives_twice_at_once_makes_one_order(self):
        vals = self.send_vals()
        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            with self.cursor("Counter") as env:
                first = self.call(env, "Counter", "send_from_ui", vals)
                second = self.start(self.serve, "Counter", "send_from_ui", vals)
            self.assertEqual(second.result(), first)
        with self.cursor(SUPERUSER_ID) as env:
            self.assertEqual(env["pos.sync.order"].search_count([("batch", "=", vals["uuid"])]), 1)

    def test_refusals_of_both_receivers_at_once_return_the_order(self):
        """Each of them sees the other one as still asked; the order must not wait for nobody."""
        order_id = self.sent()
        with self.cursor("Checkout") as env:
            self.call(env, "Checkout", "decline_from_ui", order_id, "busy")
            other = self.start(self.serve, "Express", "decline_from_ui", order_id, "busy")
        self.assertEqual(other.result(), {"status": "declined"})
        self.assertEqual(self.read(order_id, "state"), ("returned",))

    def test_order_passed_on_by_two_tabs_at_once_goes_once(self):
        order_id = self.delivered()
        with self.cursor(SUPERUSER_ID) as env:
            env["pos.config"].browse(self.configs["Checkout"]).is_sync_sender = True
        receivers = [self.configs["Express"]]
        first_vals, second_vals = (
            self.send_vals(parent_id=order_id, receiver_ids=receivers) for _tab in range(2)
        )
        with self.cursor("Checkout") as env:
            first = self.call(env, "Checkout", "send_from_ui", first_vals)
            second = self.start(self.serve, "Checkout", "send_from_ui", second_vals)
        self.assertEqual((first["status"], second.result()["status"]), ("sent", "refused"))
        with self.cursor(SUPERUSER_ID) as env:
            children = env["pos.sync.order"].search([("parent_id", "=", order_id)])
            self.assertEqual(len(children), 1)

    def test_two_sales_at_once_are_both_kept_and_one_is_linked(self):
        """Money changed hands twice: nothing of it is lost, and the log says so."""
        order_id = self.delivered()
        racing = [self.workers.submit(self.pay, order_id, till) for till in ("Checkout", "Express")]
        sale_ids = [sale.result() for sale in racing]
        with self.cursor(SUPERUSER_ID) as env:
            sales = env["pos.order"].browse(sale_ids)
            order = env["pos.sync.order"].browse(order_id)
            self.assertEqual(sales.mapped("state"), ["paid", "paid"])
            self.assertEqual(sales.filtered("sync_order_id"), order.pos_order_id)
            self.assertEqual((len(order.pos_order_id), order.state), (1, "done"))
            self.assertIn("second sale", " ".join(map(str, order.message_ids.mapped("body"))))

    def test_sale_that_arrives_twice_at_once_is_stored_once(self):
        """Also where it ends nothing, as that of an order that was taken back."""
        order_id = self.sent()
        self.serve("Counter", "recall_from_ui", order_id, self.tokens["Counter"])
        self.serve("Counter", "confirm_from_ui", order_id, self.tokens["Counter"], "Order 1")
        pay = partial(self.pay, order_id, "Counter", name="Order 00001-001-0001")
        first = []
        self.assertIsNone(pay(first=lambda: first.append(pay())))
        with self.cursor(SUPERUSER_ID) as env:
            sales = env["pos.order"].search([("pos_reference", "=", "Order 00001-001-0001")])
            self.assertEqual((sales.ids, sales.state), (first, "paid"))

    def test_draft_beside_a_cancellation_goes(self):
        """Saved while the manager cancels, by a till that cannot know of it yet."""
        order_id = self.delivered()
        with self.cursor(self.manager) as env:
            env["pos.sync.order"].browse(order_id)._manager_cancel("mistake")
            env.flush_all()
            draft = self.start(self.pay, order_id, "Checkout", draft=True)
        self.assertIsNone(draft.result())
        with self.cursor(SUPERUSER_ID) as env:
            self.assertFalse(env["pos.order"].search([("sync_order_id", "=", order_id)]))

    def test_sale_beside_a_cancellation_is_kept(self):
        """The manager cancels while the customer pays: the sale stands, and the log knows of it."""
        order_id = self.delivered()
        with self.cursor(self.manager) as env:
            env["pos.sync.order"].browse(order_id)._manager_cancel("mistake")
            env.flush_all()
            sale = self.start(self.pay, order_id, "Checkout")
        with self.cursor(SUPERUSER_ID) as env:
            order, sale = (
                env["pos.sync.order"].browse(order_id),
                env["pos.order"].browse(sale.result()),
            )
            self.assertEqual((sale.state, order.state), ("paid", "cancelled"))
            self.assertIn(sale.pos_reference, " ".join(map(str, order.message_ids.mapped("body"))))

    def test_give_back_beside_a_sale_leaves_the_order_sold(self):
        order_id = self.delivered()
        answer = self.serve(
            "Checkout",
            "give_back_from_ui",
            order_id,
            self.tokens["Checkout"],
            "changed mind",
            first=lambda: self.pay(order_id, "Checkout"),
        )
        self.assertEqual(answer, {"status": "gone", "state": "done"})

    def test_rolled_back_call_invites_nobody(self):
        with self.cursor(SUPERUSER_ID) as env:
            env.cr.execute("DELETE FROM bus_bus")
        with self.cursor("Counter") as env:
            self.call(env, "Counter", "send_from_ui", self.send_vals())
            env.cr.rollback()
        with self.cursor(SUPERUSER_ID) as env:
            self.assertEqual(env["bus.bus"].search_count([]), 0)
        self.sent()
        with self.cursor(SUPERUSER_ID) as env:
            self.assertEqual(
                env["bus.bus"].search_count([("message", "like", "POS_SYNC_ORDER")]), 3
            )
