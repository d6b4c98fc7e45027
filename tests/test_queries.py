from odoo.tests import tagged

from .common import PosSyncCommon

TOLERANCE = 4


@tagged("post_install", "-at_install")
class TestQueries(PosSyncCommon):
    """What a call costs does not grow with the order, the receivers or the list."""

    def _count(self, function):
        """SQL queries of a call with a cold cache, after the database has seen it once."""
        function()
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _order_of(self, lines):
        return self.wire_order(lines=[self.wire_line() for _i in range(lines)])

    def test_send_is_constant_in_lines(self):
        few = self._count(lambda: self.send(order=self._order_of(3)))
        many = self._count(lambda: self.send(order=self._order_of(40)))
        self.assertLessEqual(many, few + TOLERANCE)

    def test_send_is_constant_in_products(self):
        values = [{"name": f"P{i}", "available_in_pos": True} for i in range(40)]
        products = self.env["product.product"].create(values)
        few = self._count(lambda: self.send(order=self._order_of(40)))
        lines = [self.wire_line(product) for product in products]
        many = self._count(lambda: self.send(order=self.wire_order(lines=lines)))
        self.assertLessEqual(many, few + TOLERANCE)

    def _create_receivers(self, number):
        values = {"payment_method_ids": False, "is_sync_receiver": True}
        return self.env["pos.config"].create([{**values, "name": f"R{i}"} for i in range(number)])

    def test_send_is_constant_in_receivers(self):
        receivers = self._create_receivers(30)
        one = self._count(lambda: self.send(receivers=receivers[:1]))
        all_of_them = self._count(lambda: self.send(receivers=receivers))
        self.assertLessEqual(all_of_them, one + TOLERANCE)

    def test_send_is_constant_in_open_receivers(self):
        """Each open session is invited; that does not cost a query each."""
        receivers = self._create_receivers(12)
        # Opened without their cashiers: it is the number that counts.
        for config in receivers:
            self.env["pos.session"].create({"config_id": config.id})
        self.assertEqual(len(receivers._get_sync_sessions()), 12)
        one = self._count(lambda: self.send(receivers=receivers[:1]))
        all_of_them = self._count(lambda: self.send(receivers=receivers))
        self.assertLessEqual(all_of_them, one + TOLERANCE)

    def _assert_list_is_constant(self, config, method):
        self.sent()
        few = self._count(lambda: self.call(config, method))
        for _i in range(25):
            self.sent(order=self.wire_order(partner_id=self.customer.id))
        many = self._count(lambda: self.call(config, method))
        self.assertGreaterEqual(len(self.call(config, method)["orders"]), 25)
        self.assertLessEqual(many, few + TOLERANCE)

    def test_inbox_is_constant_in_orders(self):
        self._assert_list_is_constant(self.receiver, "get_inbox_for_ui")

    def test_list_of_sent_is_constant_in_orders(self):
        self._assert_list_is_constant(self.sender, "get_sent_for_ui")

    def test_list_of_receivers_is_constant_in_orders_and_receivers(self):
        self.sent()
        few = self._count(lambda: self.call(self.sender, "get_receivers_for_ui"))
        self._create_receivers(20)
        for _i in range(20):
            self.sent()
        many = self._count(lambda: self.call(self.sender, "get_receivers_for_ui"))
        self.assertLessEqual(many, few + TOLERANCE)

    def test_claim_is_constant_in_lines(self):
        orders = [self.sent(order=self._order_of(size)) for size in (3, 3, 40, 40)]
        few = self._count(lambda: self.claim(orders.pop(0)))
        many = self._count(lambda: self.claim(orders.pop(0)))
        self.assertLessEqual(many, few + TOLERANCE)

    def test_ordinary_sale_costs_hardly_more(self):
        """Of ours it asks only whether it is the sale of a hand-off, by an index."""
        queries = []
        execute = self.env.cr.execute

        def record(query, *args, **kwargs):
            queries.append(str(query))
            return execute(query, *args, **kwargs)

        self.pay(config=self.plain)
        self.patch(self.env.cr, "execute", record)
        self.pay(config=self.plain)
        ours = [
            query for query in queries if "pos_sync_order" in query.replace("sync_order_id", "")
        ]
        self.assertLessEqual(len(ours), 2, ours)
        self.assertTrue(all('"pos_order_id" IN' in query for query in ours), ours)
