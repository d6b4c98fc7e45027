import uuid

from odoo.tests import new_test_user, tagged

from odoo.addons.point_of_sale.tests.test_frontend import TestPointOfSaleHttpCommon

TOKEN = "11111111-2222-3333-4444-555555555555"


class PosSyncTourCommon(TestPointOfSaleHttpCommon):
    """One till in a browser, both sender and receiver; the other one is played by calls."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        cls.product = cls.env["product.product"].search([("name", "=", "Desk Pad")], limit=1)
        cls.first, cls.second = cls.main_pos_config, cls._make_second()
        cls.other_user = new_test_user(
            cls.env, "pos_sync_other", "base.group_user,point_of_sale.group_pos_user"
        )
        for config, user in ((cls.first, cls.pos_user), (cls.second, cls.other_user)):
            config.with_user(user).open_ui()
            config.current_session_id.set_cashbox_pos(0, "")

    @classmethod
    def _make_second(cls):
        journal = cls.env["account.journal"].create(
            {"name": "Cash Second", "code": "CSH2", "type": "cash"}
        )
        method = cls.env["pos.payment.method"].create(
            {"name": "Cash Second", "journal_id": journal.id}
        )
        config = cls.main_pos_config.copy({"name": "Second", "payment_method_ids": False})
        config.payment_method_ids = method
        return config

    def switch_on(self):
        (self.first | self.second).write({"is_sync_sender": True, "is_sync_receiver": True})

    def other(self, method, *args):
        """Call as the cashier of the other till."""
        orders = self.env["pos.sync.order"].with_user(self.other_user)
        return getattr(orders, method)(self.second.current_session_id.id, *args)

    def send_from_other(self):
        """Send two Desk Pads from the other till, and return the order."""
        price = self.product.lst_price
        line = {
            "id": 1,
            "uuid": str(uuid.uuid4()),
            "product_id": self.product.id,
            "full_product_name": self.product.display_name,
            "qty": 2,
            "price_unit": price,
            "price_subtotal": 2 * price,
            "price_subtotal_incl": 2 * price,
            "price_extra": 0,
            "discount": 0,
            "price_type": "original",
            "tax_ids": [[6, False, []]],
            "pack_lot_ids": [],
            "attribute_value_ids": [],
            "custom_attribute_value_ids": [],
            "customer_note": "",
            "skip_change": False,
        }
        order = {
            "lines": [[0, 0, line]],
            "statement_ids": [],
            "amount_total": 2 * price,
            "amount_tax": 0,
            "partner_id": False,
            "pricelist_id": self.first.pricelist_id.id,
            "fiscal_position_id": False,
            "last_order_preparation_change": "{}",
        }
        vals = {"uuid": str(uuid.uuid4()), "receiver_ids": self.first.ids, "order": order}
        answer = self.other("send_from_ui", vals)
        self.assertEqual(answer["status"], "sent", answer)
        return self.env["pos.sync.order"].browse(answer["orders"][0]["id"])

    def tour(self, name):
        self.start_tour(f"/pos/ui?config_id={self.first.id}", name, login="pos_user")


@tagged("post_install", "-at_install", "pos_sync_tour")
class TestTourTill(PosSyncTourCommon):
    def test_switched_off_nothing_is_there(self):
        """With both flags off there is no button, no call and no service."""
        self.tour("pos_sync_inert")

    def test_send_takes_two_touches(self):
        """An empty cart is refused in words; a full one goes to the usual till in two touches."""
        self.switch_on()
        self.tour("pos_sync_send")
        order = self.env["pos.sync.order"].search([])
        self.assertEqual((order.state, order.receiver_ids), ("sent", self.second))
        self.assertEqual(order.line_ids.product_id, self.product)

    def test_received_order_is_looked_at_delivered_and_given_back(self):
        """A waiting order is counted, previewed, delivered, and given back with a reason."""
        self.switch_on()
        order = self.send_from_other()
        self.tour("pos_sync_receive")
        self.assertEqual((order.state, order.reason), ("returned", "Customer left"))
        self.assertTrue(order.delivered_at)

    def test_declined_order_is_returned(self):
        """The only receiver declines with a ready-made reason: the order goes back."""
        self.switch_on()
        order = self.send_from_other()
        self.tour("pos_sync_decline")
        self.assertEqual((order.state, order.reason), ("returned", "Out of stock"))

    def test_returned_order_is_taken_back(self):
        """The sender sees why an order came back and takes it into its cart."""
        self.switch_on()
        order = self.send_from_other()
        order.sudo().write({"sender_config_id": self.first.id, "receiver_ids": self.second.ids})
        self.other("decline_from_ui", order.id, "Out of stock")
        self.tour("pos_sync_take_back")
        self.assertEqual(order.state, "recalled")

    def test_open_cart_is_parked_or_added_to(self):
        """Delivering leaves the open cart alone; adding to it is a choice of its own."""
        self.switch_on()
        orders = self.send_from_other() | self.send_from_other()
        self.tour("pos_sync_park_and_merge")
        self.assertEqual(set(orders.mapped("state")), {"delivered"})

    def test_closing_dialog_tells_what_is_under_way(self):
        """Odoo's own closing dialog names the orders that wait."""
        self.switch_on()
        self.send_from_other()
        self.tour("pos_sync_closing")


@tagged("post_install", "-at_install", "pos_sync_tour")
class TestTourManager(PosSyncTourCommon):
    def test_manager_frees_a_stuck_order_in_three_clicks(self):
        """From the list: the order, Release, Confirm."""
        self.switch_on()
        order = self.send_from_other()
        session = self.first.current_session_id
        orders = self.env["pos.sync.order"].with_user(self.pos_user)
        orders.claim_from_ui(session.id, order.id, TOKEN)
        orders.confirm_from_ui(session.id, order.id, TOKEN, "Order 00001-001-0001")
        action = self.env.ref("bi_pos_multi_session_sync.pos_sync_order_action")
        self.pos_admin.action_id = action.id
        self.start_tour("/web", "pos_sync_manager_release", login="pos_admin")
        self.assertEqual((order.state, order.reason), ("returned", "The till was replaced"))
