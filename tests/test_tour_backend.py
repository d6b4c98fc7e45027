from odoo import fields
from odoo.tests import tagged

from .test_tour_till import TOKEN, PosSyncTourCommon

ACTION = "bi_pos_multi_session_sync.pos_sync_order_action"


class BackendTour(PosSyncTourCommon):
    def send_from_other(self):
        """Sent, so that the shop is the sender's only choice."""
        self.switch_on()
        return super().send_from_other()

    def take(self, order):
        orders = self.env["pos.sync.order"].with_user(self.pos_user)
        session_id = self.first.current_session_id.id
        self.assertEqual(orders.claim_from_ui(session_id, order.id, TOKEN)["status"], "claimed")
        return orders, session_id

    def cancel(self, order):
        self.env["pos.sync.order.action"].create(
            {"order_ids": order.ids, "action": "cancel", "reason": "why"}
        ).apply()

    def walk(self, tour, login="pos_admin", start=ACTION):
        """Start a tour in the back office, which opens with an action of the user's own."""
        user = self.env["res.users"].search([("login", "=", login)])
        user.action_id = start and self.env.ref(start).id
        self.env.flush_all()
        self.start_tour("/web", tour, login=login)
        self.env.invalidate_all()


@tagged("post_install", "-at_install", "pos_sync_tour")
class TestTourBackend(BackendTour):
    """Every view of the back office, as a manager of the point of sale sees it in a browser."""

    def _send_three(self):
        late, fresh, held = (self.send_from_other() for _order in range(3))
        late.sudo().sent_at = fields.Datetime.subtract(fields.Datetime.now(), minutes=60)
        orders, session_id = self.take(held)
        orders.confirm_from_ui(session_id, held.id, TOKEN, "Order 00001-001-0001")
        return late, fresh, held

    def test_orders_in_every_view(self):
        """List, filters, kanban, pivot, graph, form, session and reconciliation."""
        self._send_three()
        self.walk("pos_sync_backend_orders")

    def test_reports_in_every_view(self):
        """Analysis, by day, and the reconciliation of today."""
        self._send_three()
        self.walk("pos_sync_backend_reports")

    def test_ended_order_is_purged_with_a_reason(self):
        """From the list: choose it, Purge, a reason, Confirm."""
        ended, waiting = self.send_from_other(), self.send_from_other()
        self.cancel(ended)
        self.walk("pos_sync_backend_purge")
        self.assertEqual((ended | waiting).exists(), waiting)

    def test_order_that_a_till_could_not_load_is_retried(self):
        """The manager reads why, who, and what might mend it; Retry offers it again."""
        order = self.send_from_other()
        orders, session_id = self.take(order)
        problem = "Desk Pad: the price differs."
        orders.release_from_ui(session_id, order.id, TOKEN, problem)
        self.walk("pos_sync_backend_retry")
        self.assertEqual((order.state, order.last_error), ("sent", False))

    def test_cashier_has_no_menu_of_ours(self):
        """Point of Sale > Orders shows a cashier nothing of what managers see."""
        self.switch_on()
        self.walk("pos_sync_backend_cashier", "pos_user", None)

    def test_two_switches_are_the_whole_set_up(self):
        """The guided set-up leads to the two switches, and they are all it takes."""
        first, second = self.env["pos.config"].search([])
        self.assertFalse((first | second).filtered(lambda till: till.is_sync_sender))
        self.walk("pos_sync_backend_setup", start=None)
        self.assertTrue(first.is_sync_sender and second.is_sync_receiver)
        self.assertEqual(first._get_sync_receivers(), second)
