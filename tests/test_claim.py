from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestClaim(PosSyncCommon):
    """A waiting order is taken by one terminal, and everybody else is told who has it."""

    def test_claim_hands_out_what_was_sent(self):
        cart = self.wire_order(partner_id=self.customer.id, of_another_addon="kept")
        order = self.sent(order=cart)
        answer = self.claim(order)
        self.assertEqual(answer, {"status": "claimed", "order": cart, "uuid": order.uuid})
        self.assertRecordValues(
            order,
            [
                {
                    "state": "claimed",
                    "holder_config_id": self.receiver.id,
                    "holder_session_id": self._session(self.receiver).id,
                    "holder_user_id": self.cashiers[self.receiver.id].id,
                    "holder_cashier": "Checkout Cashier",
                }
            ],
        )
        self.assertTrue(order.claimed_at)

    def test_repeated_claim_gives_the_first_answer(self):
        """The answer was lost, or the tab died before it had loaded the cart."""
        order = self.sent()
        first = self.claim(order)
        messages = len(order.message_ids)
        self.assertEqual(self.claim(order), first)
        self.assertEqual(len(order.message_ids), messages)
        self.confirm(order)
        self.assertEqual(self.claim(order), first)
        self.assertEqual(order.state, "delivered")

    def test_claim_of_a_taken_order_names_the_holder(self):
        order = self.sent()
        self.claim(order)
        self.assertEqual(self.claim(order, self.second), {"status": "taken", "by": "Checkout"})
        self.confirm(order)
        self.assertEqual(self.claim(order, self.second), {"status": "taken", "by": "Checkout"})
        self.assertEqual(order.holder_config_id, self.receiver)

    def test_claim_of_a_second_device_in_the_session_is_taken(self):
        """The session is open on two devices: the other one has it."""
        order = self.sent()
        self.claim(order)
        answer = self.claim(order, token=self.other_token())
        self.assertEqual(answer, {"status": "taken", "by": "Checkout"})

    def test_claim_of_an_order_offered_to_others_is_gone(self):
        order = self.sent(receivers=self.second)
        self.assertEqual(self.claim(order)["status"], "gone")
        self.assertEqual(order.state, "sent")

    def test_claim_of_an_order_that_does_not_exist_is_gone(self):
        """Nobody has it: there is no other till to name."""
        order = self.sent()
        self.env.cr.execute("DELETE FROM pos_sync_order WHERE id = %s", [order.id])
        self.assertEqual(self.claim(order)["status"], "gone")
        self.assertEqual(self.recall(order)["status"], "gone")

    def test_claim_of_another_companys_order_is_gone(self):
        order = self.sent_elsewhere()
        self.assertEqual(self.claim(order)["status"], "gone")
        self.assertEqual(order.state, "sent")

    def test_claim_of_a_cancelled_order_is_gone(self):
        """Also where somebody was delivering it: he has it no more."""
        waiting, claimed, held = self.sent(), self.sent(), self.delivered()
        self.claim(claimed)
        for order in waiting | claimed | held:
            order._transition("cancelled", reason="mistake")
            for config in (self.receiver, self.second):
                self.assertEqual(
                    self.claim(order, config), {"status": "gone", "state": "cancelled"}
                )

    def test_claim_after_declining_is_gone(self):
        order = self.sent()
        self.call(self.receiver, "decline_from_ui", order.id, "no time")
        self.assertEqual(self.claim(order), {"status": "gone", "state": "sent"})

    def test_expired_order_comes_back_instead_of_being_delivered(self):
        self.sender.sync_expiry_minutes = 5
        order = self.sent()
        order.expires_at = order.sent_at
        self.assertEqual(self.claim(order), {"status": "gone", "state": "returned"})
        self.assertRecordValues(order, [{"state": "returned", "holder_config_id": False}])
        self.assertTrue(order.reason)
        self.assertEqual(self.recall(order)["status"], "claimed")

    def test_claim_without_flag_token_or_session_raises(self):
        order = self.sent()
        with self.assertRaisesRegex(UserError, "Is Receiver"):
            self.claim(order, self.plain)
        for token in (None, False, "", 7, "short", ["x" * 20], "x" * 100):
            with self.assertRaises(UserError):
                self.call(self.receiver, "claim_from_ui", order.id, token)
        session = self.close_session(self.receiver)
        api = self._as_cashier("pos.sync.order", self.receiver)
        with self.assertRaisesRegex(UserError, "closed"):
            api.claim_from_ui(session.id, order.id, self.tokens[self.receiver.id])
        self.assertEqual(order.state, "sent")

    def test_inbox_lists_what_waits_and_what_is_being_taken(self):
        """Oldest first; what others have is in nobody else's list."""
        first, second, third = self.sent(), self.sent(note="late"), self.sent(receivers=self.second)
        first.sent_at, second.sent_at = "2024-01-01 10:00:00", "2024-01-01 11:00:00"
        answer = self.call(self.receiver, "get_inbox_for_ui")
        self.assertEqual([order["id"] for order in answer["orders"]], [first.id, second.id])
        summary = answer["orders"][1]
        self.assertEqual(
            {
                key: summary[key]
                for key in ("uuid", "state", "sender", "cashier", "note", "amount_total")
            },
            {
                "uuid": second.uuid,
                "state": "sent",
                "sender": "Counter",
                "cashier": "Counter Cashier",
                "note": "late",
                "amount_total": 27.5,
            },
        )
        self.claim(first)
        for config, expected in ((self.receiver, first | second), (self.second, second | third)):
            answer = self.call(config, "get_inbox_for_ui")
            self.assertEqual([order["id"] for order in answer["orders"]], expected.ids)
        self.confirm(first)
        answer = self.call(self.receiver, "get_inbox_for_ui")
        self.assertEqual([order["id"] for order in answer["orders"]], second.ids)

    def test_sent_list_shows_holder_and_reason_until_the_end(self):
        order = self.sent()
        self.claim(order)
        (summary,) = self.call(self.sender, "get_sent_for_ui")["orders"]
        self.assertEqual((summary["state"], summary["holder"]), ("claimed", "Checkout"))
        self.give_back(order, reason="no change")
        (summary,) = self.call(self.sender, "get_sent_for_ui")["orders"]
        self.assertEqual((summary["state"], summary["reason"]), ("returned", "no change"))
        self.recall(order)
        self.confirm(order, self.sender)
        self.assertEqual(self.call(self.sender, "get_sent_for_ui")["orders"], [])

    def test_lines_are_shown_to_the_concerned_only(self):
        order = self.sent(receivers=self.receiver)
        answer = self.call(self.receiver, "get_lines_for_ui", order.id)
        self.assertEqual([line["full_product_name"] for line in answer["lines"]], ["Lamp", "Bulb"])
        self.assertEqual(self.call(self.second, "get_lines_for_ui", order.id)["status"], "gone")
        self.assertEqual(self.call(self.stranger, "get_lines_for_ui", order.id)["status"], "gone")

    def test_receivers_are_listed_open_or_not(self):
        self.close_session(self.second)
        self.sent(), self.sent(receivers=self.receiver)
        answer = self.call(self.sender, "get_receivers_for_ui")
        expected = {"config_id": self.receiver.id, "name": "Checkout", "is_open": True}
        expected |= {"cashier": "Checkout Cashier", "waiting": 2}
        closed = {"config_id": self.second.id, "name": "Express", "is_open": False}
        closed |= {"cashier": "", "waiting": 1}
        by_id = {row["config_id"]: row for row in answer["receivers"]}
        self.assertEqual(by_id, {self.receiver.id: expected, self.second.id: closed})
