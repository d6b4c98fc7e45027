from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestSession(PosSyncCommon):
    """Sessions close; orders do not get lost."""

    def test_unpaid_order_of_a_closed_session_is_returned(self):
        held, claimed = self.delivered(), self.sent()
        self.claim(claimed)
        self.close_session(self.receiver)
        for order in held | claimed:
            self.assertRecordValues(order, [{"state": "returned", "holder_config_id": False}])
            self.assertIn("Checkout", order.reason)
            self.assertEqual(self.recall(order)["status"], "claimed")

    def test_waiting_order_survives_the_receivers_session(self):
        order = self.sent(receivers=self.receiver)
        self.close_session(self.receiver)
        self.assertEqual(order.state, "sent")
        self._open_session(self.receiver)
        (summary,) = self.call(self.receiver, "get_inbox_for_ui")["orders"]
        self.assertEqual(summary["id"], order.id)
        self.assertEqual(self.claim(order)["status"], "claimed")

    def test_senders_orders_survive_his_session(self):
        """The next session of the sender sees them, and takes them back."""
        waiting, returned, held = self.sent(), self.delivered(), self.delivered()
        self.give_back(returned)
        self.close_session(self.sender)
        self.assertEqual(
            [waiting.state, returned.state, held.state], ["sent", "returned", "delivered"]
        )
        self._open_session(self.sender)
        listed = {row["id"] for row in self.call(self.sender, "get_sent_for_ui")["orders"]}
        self.assertEqual(listed, {waiting.id, returned.id, held.id})
        self.assertEqual(self.recall(waiting)["status"], "claimed")

    def test_unfinished_recall_of_a_closed_session_is_returned(self):
        order = self.sent()
        self.recall(order)
        self.close_session(self.sender)
        self.assertEqual(order.state, "returned")

    def test_session_of_somebody_else_returns_nothing(self):
        order = self.delivered()
        self.close_session(self.second)
        self.assertEqual((order.state, order.holder_config_id), ("delivered", self.receiver))

    def test_sold_order_is_not_returned(self):
        order = self.delivered()
        self.pay(order)
        self.close_session(self.receiver)
        self.assertEqual(order.state, "done")

    def test_rescue_session_returns_nothing_and_shows_nothing(self):
        """A rescue session belongs to no terminal: closing it leaves orders alone."""
        first = self.close_session(self.receiver)
        rescue = self.pay(config=self.receiver, pos_session_id=first.id).session_id
        self.assertTrue(rescue.rescue)
        self._open_session(self.receiver)
        order = self.delivered()
        self.assertEqual(order.holder_session_id, self._session(self.receiver))
        rescue.post_closing_cash_details(rescue.cash_register_balance_end)
        rescue.close_session_from_ui()
        self.assertEqual((rescue.state, order.state), ("closed", "delivered"))

    def test_closing_dialog_names_what_is_under_way(self):
        """The cashier is warned of what waits for him, what he has unpaid and what he sent."""
        waiting, held = self.sent(), self.delivered()
        receiver = self._session(self.receiver).with_user(self.cashiers[self.receiver.id])
        data = receiver.get_closing_control_data()["sync_orders"]
        self.assertEqual(data, {"waiting": [waiting.name], "unpaid": [held.name], "sent": []})
        sender = self._session(self.sender).with_user(self.cashiers[self.sender.id])
        data = sender.get_closing_control_data()["sync_orders"]
        self.assertEqual(data, {"waiting": [], "unpaid": [], "sent": [waiting.name]})
        plain = self._session(self.plain).with_user(self.cashiers[self.plain.id])
        self.assertNotIn("sync_orders", plain.get_closing_control_data())

    def test_closed_config_and_session_can_be_deleted(self):
        """Nothing of ours keeps a manager from deleting a point of sale."""
        order = self.sent(receivers=self.second)
        config, session = self.second, self._session(self.second)
        session.sudo().unlink()
        config.sudo().unlink()
        self.env.invalidate_all()
        self.assertEqual((order.state, order.receiver_ids.ids), ("sent", []))
        self.assertEqual(self.recall(order)["status"], "claimed")
