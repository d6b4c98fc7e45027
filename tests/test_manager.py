from unittest.mock import patch

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PosSyncCommon

HOUSEKEEPING = "odoo.addons.bi_pos_multi_session_sync.models.pos_sync_housekeeping"


@tagged("post_install", "-at_install")
class TestManager(PosSyncCommon):
    """What managers do from the back office, and what happens by itself."""

    def _act(self, action, orders, reason="because", user=None, receivers=None):
        wizard = self.env["pos.sync.order.action"].with_user(user or self.manager)
        values = {"order_ids": [(6, 0, orders.ids)], "action": action, "reason": reason}
        if receivers:
            values["receiver_ids"] = [(6, 0, receivers.ids)]
        wizard.create(values).apply()
        self.env.flush_all()
        self.env.invalidate_all()

    def test_cancelled_order_is_gone_everywhere(self):
        waiting, held = self.sent(), self.delivered()
        self._act("cancel", waiting | held, "wrong price")
        self.assertEqual((waiting | held).mapped("state"), ["cancelled"] * 2)
        for order in waiting | held:
            self.assertIn("wrong price", self.log(order))
            self.assertIn(self.manager.name, self.log(order))
        self.assertEqual(self.call(self.receiver, "get_inbox_for_ui")["orders"], [])
        carts = self.call(
            self.receiver, "check_carts_from_ui", self.tokens[self.receiver.id], [held.uuid]
        )
        self.assertFalse(carts["orders"][held.uuid]["mine"])

    def test_released_claim_waits_and_released_cart_returns(self):
        claimed, held = self.sent(), self.delivered()
        self.claim(claimed)
        self._act("release", claimed | held)
        self.assertEqual((claimed.state, held.state), ("sent", "returned"))
        self.assertFalse((claimed | held).holder_config_id)
        self.assertEqual(self.claim(claimed, self.second)["status"], "claimed")

    def test_release_of_what_nobody_has_is_refused_as_a_whole(self):
        claimed, waiting = self.sent(), self.sent()
        self.claim(claimed)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._act("release", claimed | waiting)
        self.assertEqual((claimed.state, waiting.state), ("claimed", "sent"))

    def test_reassigned_order_is_offered_to_others_only(self):
        """Wherever it is: waiting, being delivered, in a cart, or returned."""
        for prepare in (self.sent, self._claimed, self.delivered, self._returned):
            order = prepare()
            self._act("reassign", order, receivers=self.second)
            self.assertEqual((order.state, order.receiver_ids), ("sent", self.second))
            self.assertEqual(self.claim(order)["status"], "gone")
            self.assertEqual(self.claim(order, self.second)["status"], "claimed")

    def _claimed(self):
        order = self.sent()
        self.claim(order)
        return order

    def _returned(self):
        order = self.delivered()
        self.give_back(order)
        return order

    def test_reassigning_starts_the_expiry_anew(self):
        self.sender.sync_expiry_minutes = 30
        order = self.sent(receivers=self.receiver)
        order.expires_at = "2024-01-01 10:00:00"
        self._act("reassign", order, receivers=self.second)
        self.assertGreater(order.expires_at, fields.Datetime.now())

    def test_reassign_to_the_wrong_till_is_refused(self):
        order = self.sent()
        for receivers in (None, self.plain, self.sender, self.stranger):
            with self.assertRaises(UserError):
                self._act("reassign", order, receivers=receivers)
        self.assertEqual(order.receiver_ids, self.receiver | self.second)

    def test_ended_order_is_left_alone(self):
        order = self.delivered()
        self.pay(order)
        for action in ("cancel", "release", "reassign"):
            with self.assertRaises(UserError):
                self._act(action, order, receivers=self.second)
        self.assertEqual(order.state, "done")

    def test_reason_is_required(self):
        order = self.sent()
        for reason in ("  ", "x" * 5000):
            with self.assertRaises(UserError):
                self._act("cancel", order, reason)
        self.assertEqual(order.state, "sent")

    def test_cashier_and_foreign_manager_cannot(self):
        order = self.sent()
        for user in (self.cashiers[self.receiver.id], self.cashiers[self.stranger.id]):
            with self.assertRaises(AccessError):
                self._act("cancel", order, user=user)
        self.cashiers[self.stranger.id].groups_id |= self.env.ref("point_of_sale.group_pos_manager")
        with self.assertRaises(AccessError):
            self._act("cancel", order, user=self.cashiers[self.stranger.id])
        self.assertEqual(order.state, "sent")

    # -- By itself ---------------------------------------------------------------------------

    def test_cron_returns_expired_orders_only(self):
        self.sender.sync_expiry_minutes = 30
        expired, fresh, claimed = self.sent(), self.sent(), self.sent()
        self.claim(claimed)
        (expired | claimed).write({"expires_at": "2024-01-01 10:00:00"})
        self._run_as_cron("_cron_expire")
        self.assertEqual(
            [expired.state, fresh.state, claimed.state], ["returned", "sent", "claimed"]
        )
        self.assertIn("in time", self.log(expired))
        self.assertEqual(self.recall(expired)["status"], "claimed")

    def _run_as_cron(self, method):
        self.env.flush_all()
        self.env.invalidate_all()
        getattr(self.env["pos.sync.order"].with_user(SUPERUSER_ID), method)()
        self.env.flush_all()

    def _end_long_ago(self):
        order, open_order = self.delivered(), self.delivered()
        self.pay(order)
        order.closed_at = "2024-01-01 10:00:00"
        return order, open_order

    def _set_retention(self, retention, days):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("bi_pos_multi_session_sync.retention", retention)
        parameters.set_param("bi_pos_multi_session_sync.retention_days", days)

    def test_history_is_kept_unless_it_is_set_otherwise(self):
        order, _open = self._end_long_ago()
        for retention, days in (
            ("keep", "1"),
            ("purge", "many"),
            ("purge", "0"),
            ("nonsense", "1"),
        ):
            self._set_retention(retention, days)
            self._run_as_cron("_gc_ended_orders")
            self.assertTrue(order.exists().payload)

    def test_old_payload_is_stripped_where_it_is_set_so(self):
        order, open_order = self._end_long_ago()
        self._set_retention("strip", "30")
        self._run_as_cron("_gc_ended_orders")
        self.assertFalse(order.payload)
        self.assertTrue(open_order.payload)
        self.assertEqual(order.line_count, len(order.line_ids))

    def test_old_order_is_purged_where_it_is_set_so(self):
        order, open_order = self._end_long_ago()
        sale = order.pos_order_id
        self._set_retention("purge", "30")
        self._run_as_cron("_gc_ended_orders")
        self.assertFalse(order.exists())
        self.assertTrue(open_order.exists() and sale.exists())

    def test_backlog_of_payloads_goes_oldest_first(self):
        self._assert_backlog_goes("strip", lambda order: not order.payload)

    def test_backlog_of_orders_goes_oldest_first(self):
        self._assert_backlog_goes("purge", lambda order: not order.exists())

    def _assert_backlog_goes(self, retention, is_gone):
        """Each full batch asks for the next one at once, instead of waiting for tomorrow's."""
        second, first, third = (self._end_long_ago()[0] for _i in range(3))
        first.closed_at, third.closed_at = "2023-01-01 10:00:00", "2024-01-02 10:00:00"
        self._set_retention(retention, "30")
        cron = self.env.ref("base.autovacuum_job")
        left = [first, second, third]
        while left:
            asked = self._clean_up_one(cron)
            self.assertTrue(is_gone(left.pop(0)))
            self.assertFalse([order.id for order in left if is_gone(order)])
            self.assertTrue(asked)
        self.assertFalse(self._clean_up_one(cron))

    def _clean_up_one(self, cron):
        """Run with batches of one order.

        :return: whether ``cron`` is to run again
        """
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        triggers.unlink()
        with patch(f"{HOUSEKEEPING}.BATCH", 1):
            self._run_as_cron("_gc_ended_orders")
        return bool(triggers.search([("cron_id", "=", cron.id)]))
