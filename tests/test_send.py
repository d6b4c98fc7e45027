import json
from uuid import uuid4

from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestSend(PosSyncCommon):
    """A cart becomes a waiting order: once, whole, and nothing stays behind."""

    def test_send_keeps_the_whole_order(self):
        """Identity, sender, receivers, customer, totals and the terminal's own JSON are stored."""
        cart = self.wire_order(partner_id=self.customer.id, of_another_addon={"kept": [1, 2]})
        uuid = str(uuid4())
        order = self.sent(order=cart, note="  gift wrap ", uuid=uuid)
        self.assertRecordValues(
            order,
            [
                {
                    "uuid": uuid,
                    "batch": uuid,
                    "state": "sent",
                    "sender_config_id": self.sender.id,
                    "sender_session_id": self._session(self.sender).id,
                    "sender_user_id": self.cashiers[self.sender.id].id,
                    "sender_cashier": "Counter Cashier",
                    "receiver_ids": (self.receiver | self.second).ids,
                    "holder_config_id": False,
                    "partner_id": self.customer.id,
                    "pricelist_id": cart["pricelist_id"],
                    "note": "gift wrap",
                    "line_count": 2,
                    "amount_total": 27.5,
                    "amount_tax": 2.5,
                    "company_id": self.company.id,
                    "currency_id": self.sender.currency_id.id,
                    "expires_at": False,
                    "pos_order_id": False,
                }
            ],
        )
        self.assertRegex(order.name, r"^SYNC/\d{4}/\d{5}$")
        self.assertEqual(json.loads(order.payload), cart)
        self.assertIn("Sent to", self.log(order))

    def test_send_keeps_each_line(self):
        """Quantity, price, discount, tax, note, lots and combo parent of a line are stored."""
        parent = self.wire_line(qty=1, id=7, price_unit=20, price_type="manual", discount=10)
        lots = [[0, 0, {"lot_name": "A1"}], [0, 0, {"lot_name": "A2"}]]
        child = self.wire_line(
            self.other_product,
            qty=2.5,
            id=8,
            combo_parent_id=7,
            customer_note="cold",
            pack_lot_ids=lots,
        )
        lines = self.sent(order=self.wire_order(lines=[child, parent])).line_ids
        self.assertRecordValues(
            lines,
            [
                {
                    "product_id": self.other_product.id,
                    "full_product_name": "Bulb",
                    "qty": 2.5,
                    "price_unit": 5.5,
                    "discount": 0,
                    "is_manual_price": False,
                    "tax_ids": self.tax.ids,
                    "price_subtotal_incl": 13.75,
                    "customer_note": "cold",
                    "lot_names": "A1, A2",
                    "combo_parent_id": lines[1].id,
                },
                {
                    "product_id": self.product.id,
                    "full_product_name": "Lamp",
                    "qty": 1,
                    "price_unit": 20,
                    "discount": 10,
                    "is_manual_price": True,
                    "tax_ids": self.tax.ids,
                    "price_subtotal_incl": 18,
                    "customer_note": False,
                    "lot_names": False,
                    "combo_parent_id": False,
                },
            ],
        )

    def test_repeated_send_gives_the_first_answer(self):
        """A send whose answer was lost is told again: the same answer, nothing is made twice."""
        vals = {"uuid": str(uuid4()), "order": self.wire_order()}
        first = self.send(**vals)
        count = self.env["pos.sync.order"].search_count([])
        messages = len(self.env["pos.sync.order"].browse(first["orders"][0]["id"]).message_ids)
        self.assertEqual(self.send(**vals), first)
        self.assertEqual(self.env["pos.sync.order"].search_count([]), count)
        order = self.env["pos.sync.order"].browse(first["orders"][0]["id"])
        self.assertEqual(len(order.message_ids), messages)

    def test_repeated_send_after_the_order_moved_gives_the_first_answer(self):
        """However far the order has come meanwhile."""
        vals = {"uuid": str(uuid4()), "order": self.wire_order()}
        first = self.send(**vals)
        order = self.env["pos.sync.order"].sudo().browse(first["orders"][0]["id"])
        self.claim(order)
        self.assertEqual(self.send(**vals), first)
        self.confirm(order)
        self.pay(order)
        self.assertEqual(self.send(**vals), first)
        self.assertEqual(order.state, "done")

    def test_repeated_send_after_the_session_closed_gives_the_first_answer(self):
        """A refusal would leave the order in the cart while it waits: two places."""
        vals = {"uuid": str(uuid4()), "order": self.wire_order()}
        session = self._session(self.sender)
        first = self.send(**vals)
        self.close_session(self.sender)
        api = self._as_cashier("pos.sync.order", self.sender)
        answer = api.send_from_ui(
            session.id, {**vals, "receiver_ids": (self.receiver | self.second).ids, "copies": False}
        )
        self.assertEqual(answer, first)

    def test_repeated_send_after_the_flag_went_gives_the_first_answer(self):
        """A manager who switches sending off does not undo what was sent."""
        vals = {"uuid": str(uuid4()), "order": self.wire_order()}
        first = self.send(**vals)
        self.sender.is_sync_sender = False
        self.assertEqual(self.send(**vals), first)

    def test_copies_are_orders_of_their_own(self):
        """One per receiver: one batch, different uuids that a repeat finds again."""
        vals = {"uuid": str(uuid4()), "order": self.wire_order(), "copies": True}
        orders = self.sent(**vals)
        self.assertEqual(len(orders), 2)
        self.assertEqual(set(orders.mapped("batch")), {vals["uuid"]})
        self.assertEqual(len({vals["uuid"], *orders.mapped("uuid")}), 3)
        self.assertEqual([order.receiver_ids for order in orders], [self.receiver, self.second])
        self.assertEqual(orders.mapped("line_count"), [2, 2])
        self.assertEqual(self.sent(**vals), orders)
        self.claim(orders[0])
        self.assertEqual(orders.mapped("state"), ["claimed", "sent"])
        self.assertEqual(self.claim(orders[1])["status"], "gone")

    def test_expiry_of_the_sender_is_set(self):
        """An order expires as many minutes after sending as its sender says."""
        self.sender.sync_expiry_minutes = 30
        order = self.sent()
        self.assertEqual((order.expires_at - order.sent_at).total_seconds(), 1800)
