from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestPassOn(PosSyncCommon):
    """A received order is sent on: the first hand-off ends, a new one begins, one cart less."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        cls.receiver.is_sync_sender = True

    def _pass_on(self, order, **vals):
        return self.send(self.receiver, self.second, **{**self._passed_on(order), **vals})

    def _passed_on(self, order):
        return {
            "order": self.wire_order(self.receiver, sync_uuid=order.uuid),
            "parent_id": order.id,
        }

    def test_passed_on_order_is_forwarded_and_linked(self):
        order = self.delivered()
        answer = self._pass_on(order)
        self.assertEqual(answer["status"], "sent")
        child = self.env["pos.sync.order"].sudo().browse(answer["orders"][0]["id"])
        self.assertEqual(order.state, "forwarded")
        self.assertEqual((child.parent_id, child.state), (order, "sent"))
        self.assertEqual((child.sender_config_id, child.receiver_ids), (self.receiver, self.second))
        self.assertTrue(order.closed_at)

    def test_parent_is_known_by_the_carts_uuid_alone(self):
        order = self.delivered()
        self.assertEqual(self._pass_on(order, parent_id=False)["status"], "sent")
        self.assertEqual(order.state, "forwarded")

    def test_repeat_gives_the_first_answer(self):
        order = self.delivered()
        vals = {**self._passed_on(order), "uuid": "11111111-2222-3333-4444-555555555555"}
        first = self.send(self.receiver, self.second, **vals)
        self.assertEqual(self.send(self.receiver, self.second, **vals), first)
        self.assertEqual(first["status"], "sent")

    def test_order_of_another_holder_is_refused(self):
        """Who does not hold an order cannot pass it on, and it stays where it is."""
        order = self.delivered(self.second)
        answer = self._pass_on(order)
        self.assertEqual((answer["status"], answer["reason"]), ("refused", "bad_payload"))
        self.assertEqual((order.state, order.holder_config_id), ("delivered", self.second))
        self.assertEqual(self.env["pos.sync.order"].search_count([]), 1)

    def test_order_that_was_given_back_is_refused(self):
        order = self.delivered()
        self.give_back(order)
        self.assertEqual(self._pass_on(order)["status"], "refused")
        self.assertEqual(order.state, "returned")

    def test_order_passed_on_twice_is_refused(self):
        """Two tabs of one till cannot make two orders out of one."""
        order = self.delivered()
        self._pass_on(order)
        self.assertEqual(self._pass_on(order)["status"], "refused")
        self.assertEqual(self.env["pos.sync.order"].search_count([]), 2)

    def test_refused_send_leaves_the_parent_with_its_holder(self):
        order = self.delivered()
        self.assertEqual(self._pass_on(order, receiver_ids=self.plain.ids)["reason"], "no_receiver")
        self.assertEqual(order.state, "delivered")

    def test_order_may_travel_back_to_its_sender(self):
        """A till that is both takes part in a chain: A to B, and B back to A."""
        self.sender.is_sync_receiver = True
        order = self.delivered()
        answer = self._pass_on(order, receiver_ids=self.sender.ids)
        child = self.env["pos.sync.order"].sudo().browse(answer["orders"][0]["id"])
        self.assertEqual(self.claim(child, self.sender)["status"], "claimed")
        self.assertEqual(self.confirm(child, self.sender), {"status": "delivered"})
        sale = self.pay(child, self.sender)
        self.assertEqual((child.state, child.pos_order_id), ("done", sale))
        self.assertEqual(order.state, "forwarded")

    def test_recalled_order_can_be_sent_again(self):
        """What was taken back is an ordinary cart, also where the cart still says what it was."""
        order = self.sent()
        self.recall(order)
        self.assertEqual(self.confirm(order, self.sender), {"status": "recalled"})
        again = self.sent(order=self.wire_order(sync_uuid=order.uuid))
        self.assertEqual((again.state, order.state), ("sent", "recalled"))
