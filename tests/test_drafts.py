from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestDrafts(PosSyncCommon):
    """Carts that Odoo saved on the server leave with their order, and money stays."""

    def _draft(self, config=None, **overrides):
        """A cart with its copy on the server, as shared open orders make it."""
        cart = self.wire_order(config or self.sender)
        draft = self.pay(
            config=config or self.sender, payments=[], draft=True, **{**cart, **overrides}
        )
        self.assertEqual(draft.state, "draft")
        return {**cart, "server_id": draft.id}, draft

    def test_draft_on_the_server_leaves_with_the_cart(self):
        """The copy of shared open orders is gone in the same transaction."""
        cart, draft = self._draft()
        self.sent(order=cart)
        self.assertFalse(draft.exists())

    def test_draft_stays_when_the_send_is_refused(self):
        """A refused send changes nothing."""
        cart, draft = self._draft()
        self.assertEqual(self.send(order=cart, receivers=self.plain)["reason"], "no_receiver")
        self.assertEqual(draft.exists().state, "draft")

    def test_draft_that_is_gone_already_does_not_matter(self):
        """A cart whose copy another terminal removed can still be sent."""
        cart, draft = self._draft()
        draft.unlink()
        self.assertEqual(self.send(order=cart)["status"], "sent")

    def test_copy_of_a_sent_cart_on_another_device_is_sold_as_the_order(self):
        """Shared carts: who has not heard yet that the cart was sent sells it, which is a fact."""
        cart, _draft = self._draft()
        order = self.sent(order=cart)
        sale = self.pay(config=self.sender, **cart)
        self.assertEqual((order.state, order.pos_order_id), ("done", sale))
        self.assertEqual(self.claim(order), {"status": "gone", "state": "done"})

    def test_copy_of_a_cart_whose_order_has_ended_is_a_second_sale(self):
        """Sold meanwhile, or taken back: money was taken for it once more, and the log asks why."""
        (sold, _draft), (recalled, _draft) = self._draft(), self._draft()
        first, second = self.sent(order=sold), self.sent(order=recalled)
        self.pay(first, self.receiver)
        self.recall(second)
        self.confirm(second, self.sender)
        for order, cart in ((first, sold), (second, recalled)):
            sale = self.pay(config=self.sender, **cart)
            self.assertFalse(sale.sync_order_id)
            self.assertIn(sale.pos_reference, self.log(order))
            self.assertEqual(self.send(order=cart)["reason"], "sent_elsewhere")

    def test_copy_of_a_cart_that_was_passed_on_is_sold_as_the_new_order(self):
        """Two devices of a receiver show one received cart, and one of them passes it on."""
        self.receiver.is_sync_sender = True
        parent = self.delivered()
        cart = self.wire_order(self.receiver, sync_uuid=parent.uuid)
        draft = self.pay(config=self.receiver, payments=[], draft=True, **cart)
        cart["server_id"] = draft.id
        order = self.sent(self.receiver, self.second, order=cart)
        self.assertEqual((parent.state, order.parent_id), ("forwarded", parent))
        refused = self.send(self.receiver, self.second, order=cart)
        self.assertEqual(refused["reason"], "sent_elsewhere")
        sale = self.pay(config=self.receiver, **cart)
        self.assertEqual((order.state, order.pos_order_id), ("done", sale))

    def test_copy_of_a_sent_cart_on_another_device_is_not_sent(self):
        cart, _draft = self._draft()
        order = self.sent(order=cart)
        self.assertEqual(self.send(order=cart)["reason"], "sent_elsewhere")
        other = self.wire_order(server_id=cart["server_id"])
        self.assertEqual(self.send(order=other)["status"], "sent")
        self.assertEqual(order.state, "sent")

    def test_draft_with_a_payment_is_refused(self):
        """Money that the server knows of stays where it is."""
        method = self.sender.payment_method_ids[:1]
        cart = self.wire_order()
        draft = self.pay(config=self.sender, payments=[(method, 5)], draft=True, **cart)
        answer = self.send(order={**cart, "server_id": draft.id, "statement_ids": []})
        self.assertEqual((answer["status"], answer["reason"]), ("refused", "payment_in_progress"))
        self.assertEqual(draft.exists().state, "draft")

    def test_order_that_the_server_has_as_paid_is_refused(self):
        """A cart that was sold through another tab is not offered to anybody."""
        cart = self.wire_order()
        sale = self.pay(config=self.sender, **cart)
        answer = self.send(order={**cart, "server_id": sale.id, "statement_ids": []})
        self.assertEqual((answer["status"], answer["reason"]), ("refused", "paid"))
        self.assertEqual(sale.state, "paid")

    def test_draft_of_another_company_is_refused(self):
        """A terminal cannot remove what belongs to another company."""
        _cart, draft = self._draft(self.stranger)
        answer = self.send(order=self.wire_order(server_id=draft.id))
        self.assertEqual((answer["status"], answer["reason"]), ("refused", "bad_payload"))
        self.assertIn("server_id", answer["message"])
        self.assertEqual(draft.exists().state, "draft")

    def _received_draft(self, payments):
        """An order in the receiver's cart, and that cart as Odoo saved it."""
        order = self.delivered()
        return order, self.pay(order, payments=payments, draft=True)

    def test_draft_of_a_cart_that_lost_its_order_goes(self):
        """Given back or cancelled: the saved cart would bring the order back, and block closing."""
        given_back, first = self._received_draft([])
        cancelled, second = self._received_draft([])
        self.give_back(given_back)
        cancelled.with_user(self.manager)._manager_cancel("mistake")
        self.env.invalidate_all()
        self.assertFalse((first | second).exists())

    def test_draft_that_is_saved_after_the_loss_of_its_order_goes(self):
        """A till that has not heard of it saves its cart: nothing is left to block closing."""
        order = self.delivered()
        order.with_user(self.manager)._manager_release("the till is dead")
        self.assertFalse(self.pay(order, payments=[], draft=True))
        self.assertFalse(self.env["pos.order"].search([("sync_order_id", "=", order.id)]))

    def test_draft_that_was_paid_in_part_stays(self):
        """Money that was taken is not forgotten because a manager takes the order away."""
        method = self.receiver.payment_method_ids[:1]
        for act in ("_manager_release", "_manager_cancel"):
            order, draft = self._received_draft([(method, 5)])
            getattr(order.with_user(self.manager), act)("mistake")
            self.env.invalidate_all()
            self.assertEqual(draft.exists().payment_ids.mapped("amount"), [5])

    def test_draft_of_the_same_order_elsewhere_does_not_survive_the_sale(self):
        """A second till cannot close its session over a saved cart that was sold elsewhere."""
        order, draft = self._received_draft([])
        sale = self.pay(order, self.second)
        self.assertEqual((order.state, order.pos_order_id), ("done", sale))
        self.assertFalse(draft.exists())
