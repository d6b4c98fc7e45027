from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestLettingGo(PosSyncCommon):
    """Confirm, release, give back and decline: an order leaves a till for exactly one place."""

    def _decline(self, order, config=None, reason=False):
        return self.call(config or self.receiver, "decline_from_ui", order.id, reason)

    # -- Confirm -----------------------------------------------------------------------------

    def test_confirmed_order_is_in_the_cart(self):
        order = self.sent()
        order.sent_at = "2024-01-01 10:00:00"
        self.claim(order)
        self.assertEqual(self.confirm(order), {"status": "delivered"})
        self.assertEqual(
            (order.state, order.holder_reference), ("delivered", "Order 00001-001-0001")
        )
        self.assertGreater(order.wait_seconds, 3600)

    def test_repeated_confirm_gives_the_first_answer(self):
        order = self.delivered()
        messages = len(order.message_ids)
        self.assertEqual(self.confirm(order), {"status": "delivered"})
        self.assertEqual(len(order.message_ids), messages)
        self.pay(order)
        self.assertEqual(self.confirm(order), {"status": "delivered"})
        self.assertEqual(order.state, "done")

    def test_confirm_with_another_token_or_terminal_is_gone(self):
        order = self.sent()
        self.claim(order)
        self.assertEqual(self.confirm(order, token=self.other_token())["status"], "gone")
        self.assertEqual(self.confirm(order, self.second)["status"], "gone")
        token = self.tokens[self.receiver.id]
        self.assertEqual(self.confirm(order, self.second, token)["status"], "gone")
        self.assertEqual(order.state, "claimed")

    def test_confirm_without_claim_is_gone(self):
        order = self.sent()
        self.assertEqual(self.confirm(order), {"status": "gone", "state": "sent"})

    def test_confirm_after_a_managers_release_is_gone(self):
        """The cart that should no longer exist is told so, and the next one to claim has it."""
        order = self.sent()
        self.claim(order)
        order._release(reason="manager")
        self.assertEqual(self.confirm(order), {"status": "gone", "state": "sent"})
        self.assertEqual(self.claim(order, self.second)["status"], "claimed")
        self.assertEqual(self.confirm(order)["status"], "gone")

    # -- Release -----------------------------------------------------------------------------

    def test_released_order_waits_again(self):
        order = self.sent()
        self.claim(order)
        self.assertEqual(self.release(order, reason="no lamp"), {"status": "released"})
        self.assertRecordValues(
            order, [{"state": "sent", "holder_config_id": False, "claimed_at": False}]
        )
        self.assertIn("no lamp", self.log(order))
        self.assertEqual(self.release(order), {"status": "released"})
        self.assertEqual(self.claim(order, self.second)["status"], "claimed")
        self.assertEqual(self.release(order)["status"], "gone")
        self.assertEqual(order.holder_config_id, self.second)

    def test_released_recall_goes_back_to_where_it_was(self):
        waiting, returned = self.sent(), self.delivered()
        self.give_back(returned, reason="closed")
        for order, state in ((waiting, "sent"), (returned, "returned")):
            self.assertEqual(self.recall(order)["status"], "claimed")
            self.assertEqual(self.release(order, self.sender), {"status": "released"})
            self.assertEqual(order.state, state)

    def test_release_of_a_delivered_order_is_gone(self):
        """What is in a cart is given back, not released."""
        order = self.delivered()
        self.assertEqual(self.release(order), {"status": "gone", "state": "delivered"})
        self.assertEqual(order.state, "delivered")

    def test_release_with_another_token_or_terminal_changes_nothing(self):
        order = self.sent()
        self.claim(order)
        token = self.other_token()
        answer = self.call(self.receiver, "release_from_ui", order.id, token, False)
        self.assertEqual(answer["status"], "gone")
        self.assertEqual(self.release(order, self.second)["status"], "gone")
        self.assertEqual(order.state, "claimed")

    # -- Give back ---------------------------------------------------------------------------

    def test_given_back_order_is_with_its_sender(self):
        order = self.delivered()
        self.assertEqual(self.give_back(order, reason="no drawer"), {"status": "returned"})
        self.assertRecordValues(
            order, [{"state": "returned", "holder_config_id": False, "reason": "no drawer"}]
        )
        self.assertEqual(self.give_back(order), {"status": "returned"})
        self.assertEqual(order.reason, "no drawer")
        self.assertEqual(self.recall(order)["status"], "claimed")
        self.assertEqual(self.give_back(order)["status"], "gone")
        self.assertEqual(order.state, "claimed")

    def test_give_back_by_somebody_else_changes_nothing(self):
        order = self.delivered()
        self.assertEqual(self.give_back(order, self.second)["status"], "gone")
        answer = self.call(self.receiver, "give_back_from_ui", order.id, self.other_token(), False)
        self.assertEqual(answer["status"], "gone")
        self.assertEqual(order.state, "delivered")

    def test_give_back_after_the_sale_is_gone(self):
        order = self.delivered()
        self.pay(order)
        self.assertEqual(self.give_back(order), {"status": "gone", "state": "done"})

    # -- Decline -----------------------------------------------------------------------------

    def test_declined_order_waits_for_the_others(self):
        order = self.sent()
        self.assertEqual(self._decline(order, reason="busy"), {"status": "declined"})
        self.assertEqual((order.state, order.declined_ids), ("sent", self.receiver))
        self.assertIn("busy", self.log(order))
        self.assertEqual(self.call(self.receiver, "get_inbox_for_ui")["orders"], [])
        self.assertEqual(len(self.call(self.second, "get_inbox_for_ui")["orders"]), 1)
        self.assertEqual(self.claim(order, self.second)["status"], "claimed")

    def test_last_refusal_returns_the_order(self):
        order = self.sent()
        self._decline(order, reason="busy")
        self.assertEqual(self._decline(order, self.second, "closing"), {"status": "declined"})
        self.assertEqual((order.state, order.reason), ("returned", "closing"))

    def test_repeated_refusal_changes_nothing(self):
        order = self.sent()
        self._decline(order)
        messages = len(order.message_ids)
        self.assertEqual(self._decline(order), {"status": "declined"})
        self.assertEqual((order.state, len(order.message_ids)), ("sent", messages))

    def test_refusal_of_what_is_not_offered_is_gone(self):
        order = self.sent(receivers=self.second)
        self.assertEqual(self._decline(order)["status"], "gone")
        self.claim(order, self.second)
        self.assertEqual(self._decline(order, self.second), {"status": "gone", "state": "claimed"})

    def test_release_after_all_others_declined_keeps_the_holders_offer(self):
        """The one who claimed has not declined: it waits for him, not for nobody."""
        order = self.sent()
        self.claim(order)
        self.assertEqual(self._decline(order, self.second)["status"], "gone")
        self.release(order)
        self.assertEqual(order.state, "sent")

    def test_reason_that_is_no_text_raises(self):
        order = self.sent()
        for reason in ("x" * 5000, 7, ["a"], "nul\0", "\ud800"):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                self._decline(order, reason=reason)
        self.assertEqual(order.state, "sent")
