from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestTakingBack(PosSyncCommon):
    """The sender takes back or sends elsewhere; a terminal asks what its carts are."""

    def _resend(self, order, receivers, config=None):
        return self.call(config or self.sender, "resend_from_ui", order.id, receivers.ids)

    def _check(self, config, *uuids, token=None):
        token = token or self.tokens[config.id]
        answer = self.call(config, "check_carts_from_ui", token, list(uuids))
        self.assertEqual(answer["status"], "ok")
        return answer["orders"]

    # -- Recall ------------------------------------------------------------------------------

    def test_recalled_order_is_in_the_senders_cart(self):
        order = self.sent()
        first = self.recall(order)
        self.assertEqual((first["status"], first["uuid"]), ("claimed", order.uuid))
        self.assertEqual(self.recall(order), first)
        self.assertEqual(self.claim(order), {"status": "taken", "by": "Counter"})
        self.assertEqual(self.call(self.receiver, "get_inbox_for_ui")["orders"], [])
        self.assertEqual(self.confirm(order, self.sender), {"status": "recalled"})
        self.assertEqual(self.confirm(order, self.sender), {"status": "recalled"})
        self.assertEqual(order.state, "recalled")
        self.assertEqual(self.claim(order)["status"], "gone")

    def test_order_that_is_being_taken_back_is_not_received(self):
        """A till that sends and receives resumes it as its own: who received may give back."""
        self.sender.is_sync_receiver = True
        order = self.sent()
        self.recall(order)
        self.assertEqual(self.call(self.sender, "get_inbox_for_ui")["orders"], [])
        (summary,) = self.call(self.sender, "get_sent_for_ui")["orders"]
        self.assertEqual((summary["id"], summary["state"]), (order.id, "claimed"))

    def test_recall_of_a_returned_order(self):
        order = self.delivered()
        self.give_back(order, reason="x")
        self.assertEqual(self.recall(order)["status"], "claimed")
        self.assertEqual(self.confirm(order, self.sender), {"status": "recalled"})

    def test_recall_of_what_a_receiver_has_names_him(self):
        order = self.sent()
        self.claim(order)
        self.assertEqual(self.recall(order), {"status": "taken", "by": "Checkout"})
        self.confirm(order)
        self.assertEqual(self.recall(order), {"status": "taken", "by": "Checkout"})
        self.assertEqual(order.state, "delivered")

    def test_recall_by_another_terminal_is_gone(self):
        order = self.sent()
        self.second.is_sync_sender = True
        self.assertEqual(self.recall(order, self.second)["status"], "gone")
        self.assertEqual(order.state, "sent")

    def test_order_that_was_recalled_is_not_handed_out_again(self):
        """Once confirmed it is a cart like any other: it may be sold or sent meanwhile."""
        order = self.sent()
        self.recall(order)
        self.confirm(order, self.sender)
        self.assertEqual(self.recall(order)["status"], "gone")

    def test_order_that_was_recalled_still_tells_its_records(self):
        """After a reload the sender loads again what came to him with an order of another till."""
        order = self.sent(order=self.wire_order(partner_id=self.customer.id))
        self.recall(order)
        self.confirm(order, self.sender)
        missing = {"partner_ids": self.customer.ids}
        answer = self.call(self.sender, "get_records_for_ui", order.id, missing)
        self.assertEqual((answer["status"], len(answer["partners"])), ("ok", 1))
        self.assertEqual(answer["partners"][0]["id"], self.customer.id)
        stranger = self.call(self.plain, "get_records_for_ui", order.id, missing)
        self.assertEqual(stranger["status"], "gone")

    # -- Send elsewhere ----------------------------------------------------------------------

    def test_returned_order_is_offered_afresh(self):
        order = self.sent(receivers=self.receiver)
        self.call(self.receiver, "decline_from_ui", order.id, "no")
        self.assertEqual(order.state, "returned")
        self.assertEqual(self._resend(order, self.receiver | self.second), {"status": "sent"})
        self.assertEqual((order.state, order.receiver_ids), ("sent", self.receiver | self.second))
        self.assertFalse(order.declined_ids)
        self.assertEqual(self.claim(order)["status"], "claimed")

    def test_waiting_order_is_offered_to_others(self):
        order = self.sent(receivers=self.receiver)
        self.assertEqual(self._resend(order, self.second), {"status": "sent"})
        self.assertEqual(self.claim(order)["status"], "gone")
        self.assertEqual(self.claim(order, self.second)["status"], "claimed")

    def test_repeated_resend_changes_nothing(self):
        order = self.sent(receivers=self.receiver)
        self._resend(order, self.second)
        messages = len(order.message_ids)
        self.assertEqual(self._resend(order, self.second), {"status": "sent"})
        self.assertEqual(len(order.message_ids), messages)

    def test_resend_starts_the_expiry_anew(self):
        """An order that is about to expire, sent again, waits as long as a new one."""
        self.sender.sync_expiry_minutes = 30
        for receivers in (self.second, self.receiver):
            order = self.sent(receivers=self.receiver)
            order.expires_at = "2024-01-01 10:00:00"
            self.assertEqual(self._resend(order, receivers), {"status": "sent"})
            self.assertEqual(self.claim(order, receivers)["status"], "claimed")

    def test_resend_of_what_is_elsewhere_is_gone(self):
        order = self.sent()
        self.claim(order)
        self.assertEqual(self._resend(order, self.second), {"status": "gone", "state": "claimed"})
        self.confirm(order)
        self.assertEqual(self._resend(order, self.second), {"status": "gone", "state": "delivered"})
        self.second.is_sync_sender = True
        other = self.sent()
        self.assertEqual(self._resend(other, self.receiver, self.second)["status"], "gone")

    def test_resend_to_nobody_raises(self):
        order = self.sent()
        for receivers in (self.plain, self.env["pos.config"], self.sender, self.stranger):
            with self.assertRaises(UserError):
                self._resend(order, receivers)
        self.assertEqual(order.receiver_ids, self.receiver | self.second)

    # -- Carts -------------------------------------------------------------------------------

    def test_carts_are_mine_until_they_are_not(self):
        order, unknown = self.sent(), "no-such-uuid-1"
        self.assertEqual(self._check(self.receiver, unknown), {})
        self.claim(order)
        expected = {"id": order.id, "state": "claimed", "mine": True, "holder": self.receiver.id}
        self.assertEqual(self._check(self.receiver, order.uuid, unknown), {order.uuid: expected})
        self.assertEqual(
            self._check(self.second, order.uuid), {order.uuid: {**expected, "mine": False}}
        )
        other = self._check(self.receiver, order.uuid, token=self.other_token())
        self.assertFalse(other[order.uuid]["mine"])
        self.confirm(order)
        self.assertTrue(self._check(self.receiver, order.uuid)[order.uuid]["mine"])
        self.give_back(order)
        expected = {"id": order.id, "state": "returned", "mine": False, "holder": False}
        self.assertEqual(self._check(self.receiver, order.uuid), {order.uuid: expected})

    def test_carts_of_a_sold_order_are_not_mine(self):
        """Before money changes hands a second time."""
        order = self.delivered()
        self.pay(order)
        expected = {"id": order.id, "state": "done", "mine": False, "holder": self.receiver.id}
        self.assertEqual(self._check(self.receiver, order.uuid), {order.uuid: expected})

    def test_carts_of_another_company_are_unknown(self):
        order = self.sent()
        self.assertEqual(self._check(self.stranger, order.uuid), {})

    def test_sender_learns_that_a_send_got_through(self):
        """By the identity of the send, also where it made copies."""
        uuid = self.other_token()
        self.sent(uuid=uuid, copies=True)
        self.assertEqual(self._check(self.sender, uuid)[uuid]["state"], "sent")

    def test_unusable_list_of_carts_is_an_empty_answer(self):
        for uuids in (None, "x", 5, [None, 7, ["a"], {}], {"a": 1}):
            answer = self.call(
                self.receiver, "check_carts_from_ui", self.tokens[self.receiver.id], uuids
            )
            self.assertEqual(answer, {"status": "ok", "orders": {}})
