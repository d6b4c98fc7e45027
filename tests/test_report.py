from lxml import html

from odoo.tests import tagged

from .test_back_office import BackOffice

REPORT = "bi_pos_multi_session_sync.reconciliation"
KEYS = ("sent", "delivered", "paid", "returned", "open", "differing")


@tagged("post_install", "-at_install")
class TestReport(BackOffice):
    """Ten orders of 27.50 between two sessions; what they come to is computed by hand.

    ============ ======= ============================ =====
    order        sold    what became of it            wait
    ============ ======= ============================ =====
    paid          27.50  paid as it was sent           10 s
    more          38.50  paid, one Lamp of 11 more     30 s
    passed        --     passed on to Express          20 s
    ended         --     cancelled in the cart        100 s
    held          --     in the cart                   40 s
    returned      --     declined
    recalled      --     taken back
    cancelled     --     cancelled while it waited
    waiting       --     waiting
    child         --     what was passed on, waiting
    ============ ======= ============================ =====
    """

    def setUp(self):
        super().setUp()
        self.receiver.is_sync_sender = True
        orders = {}
        for name, wait in (
            ("paid", 10),
            ("more", 30),
            ("passed", 20),
            ("ended", 100),
            ("held", 40),
        ):
            orders[name] = self.delivered(receivers=self.receiver)
            orders[name].wait_seconds = wait
        for name in ("returned", "recalled", "cancelled", "waiting"):
            orders[name] = self.sent(receivers=self.receiver)
        self.sale = self.pay(orders["paid"])
        more = [self.wire_line(qty=3), self.wire_line(self.other_product)]
        self.pay(orders["more"], lines=more)
        cart = self.wire_order(self.receiver, sync_uuid=orders["passed"].uuid)
        orders["child"] = self.sent(self.receiver, self.second, order=cart)
        self.call(self.receiver, "decline_from_ui", orders["returned"].id, "no")
        self.recall(orders["recalled"])
        self.confirm(orders["recalled"], self.sender)
        self.act("cancel", orders["cancelled"] | orders["ended"])
        self.orders = orders
        self.sessions = self._session(self.sender) | self._session(self.receiver)
        self.sender_session, self.receiver_session = self.sessions
        self.report = self.env[f"report.{REPORT}"].with_user(self.manager)

    def _figures(self, sessions):
        figures = self.report._prepare_figures(sessions)
        return figures, [len(figures[key]) for key in KEYS]

    # -- Reconciliation --------------------------------------------------------------------------

    def test_session_that_sent(self):
        figures, counts = self._figures(self.sender_session)
        self.assertEqual(counts, [9, 0, 0, 1, 3, 0])
        self.assertEqual(figures["returned"], self.orders["returned"])
        names = ("held", "returned", "waiting")
        self.assertEqual(set(figures["open"]), {self.orders[name] for name in names})
        self.assertEqual((figures["median_wait"], figures["worst_wait"]), (0, 0))

    def test_session_that_sold(self):
        figures, counts = self._figures(self.receiver_session)
        self.assertEqual(counts, [1, 5, 2, 0, 2, 1])
        self.assertEqual(figures["differing"], self.orders["more"])
        self.assertEqual(sum(figures["paid"].mapped("amount_paid")), 66.0)
        # 10, 20, 30, 40, 100
        self.assertEqual((figures["median_wait"], figures["worst_wait"]), (30, 100))

    def test_sales_are_credited_to_who_built_and_to_who_sold_them(self):
        figures, _counts = self._figures(self.receiver_session)
        self.assertEqual(figures["builders"], [("Counter Cashier", 2, 66.0)])
        self.assertEqual(figures["sellers"], [("Checkout Cashier", 2, 66.0)])
        self.assertEqual(self.orders["paid"].seller, "Checkout Cashier")

    def test_day_counts_each_order_once(self):
        figures, counts = self._figures(self.sessions)
        self.assertEqual(counts, [10, 5, 2, 1, 4, 1])
        self.assertEqual(sum(figures["sent"].mapped("amount_total")), 275.0)

    def test_lines_that_differ_are_side_by_side(self):
        self.assertEqual(
            self.report._compare_lines(self.orders["more"]), [("Lamp", 2, 22.0, 3, 33.0)]
        )
        self.assertEqual(self.report._compare_lines(self.orders["paid"]), [])

    def test_tip_is_no_difference(self):
        tip = self.env["product.product"].create({"name": "Tip", "available_in_pos": True})
        self.receiver.tip_product_id = tip
        order = self.delivered()
        untaxed = {"tax_ids": [[6, False, []]], "price_subtotal": 3}
        lines = [
            *(self.wire_line(qty=2), self.wire_line(self.other_product)),
            self.wire_line(tip, price_unit=3, **untaxed),
        ]
        self.pay(order, lines=lines, is_tipped=True, tip_amount=3)
        self.assertEqual((order.amount_paid, order.amount_difference), (30.5, 0))
        self.assertEqual(self.report._compare_lines(order), [])

    # -- Where they are shown --------------------------------------------------------------------

    def _render(self, sessions, report=REPORT):
        reports = self.env["ir.actions.report"].with_user(self.manager)
        return html.fromstring(reports._render_qweb_html(report, sessions.ids)[0])

    def _row(self, page, key):
        cells = page.xpath(f".//tr[contains(@class, 'o_pos_sync_figure_{key}')]/td")
        return [" ".join(cell.text_content().split()) for cell in cells[1:]]

    def test_report_has_the_day_and_each_session(self):
        pages = self._render(self.sessions).find_class("o_pos_sync_reconciliation")
        self.assertEqual(len(pages), 3)
        counts = [[int(self._row(page, key)[0]) for key in KEYS] for page in pages]
        self.assertEqual(counts, [[10, 5, 2, 1, 4, 1], [9, 0, 0, 1, 3, 0], [1, 5, 2, 0, 2, 1]])
        self.assertIn("275.00", self._row(pages[0], "sent")[1])
        self.assertIn("66.00", self._row(pages[2], "paid")[1])
        self.assertIn("11.00", self._row(pages[2], "differing")[1])
        self.assertIn("until delivery (s): 30", " ".join(pages[2].text_content().split()))
        (table,) = pages[2].find_class("o_pos_sync_difference")
        self.assertIn("Lamp", table.text_content())

    def test_report_of_one_session_has_one_page(self):
        self.assertEqual(
            len(self._render(self.sender_session).find_class("o_pos_sync_reconciliation")), 1
        )

    def test_daily_sales_report_has_the_figures(self):
        """What Odoo prints at closing says what was handed over, where the till takes part."""
        report = "point_of_sale.report_saledetails"
        self.manager.groups_id |= self.env.ref("account.group_account_invoice")
        page = self._render(self.receiver_session, report)
        self.assertEqual(self._row(page, "paid")[0], "2")
        plain = self._render(self._session(self.plain), report)
        self.assertFalse(plain.find_class("o_pos_sync_reconciliation"))

    def test_session_shows_the_figures(self):
        session = self.receiver_session.with_user(self.manager)
        names = [f"sync_{key}_count" for key in KEYS]
        self.assertEqual([session[name] for name in names], [1, 5, 2, 0, 2, 1])
        self.assertEqual((session.sync_order_count, session.sync_paid_amount), (6, 66.0))
        self.assertEqual(session.sync_difference_amount, 11.0)

    def test_reconciliation_of_today_takes_the_sessions_that_take_part(self):
        sessions = self.env["pos.session"].with_user(self.manager)
        action = sessions.action_view_sync_reconciliation_today()
        self.assertEqual(action["report_type"], "qweb-html")
        shown = sessions.browse(action["context"]["active_ids"])
        self.assertEqual(shown.config_id, self.sender | self.receiver | self.second)
        self.env["pos.config"].search([]).write(
            {"is_sync_sender": False, "is_sync_receiver": False}
        )
        action = sessions.action_view_sync_reconciliation_today()
        self.assertEqual(action["res_model"], "pos.session")

    def test_orders_export_to_a_spreadsheet(self):
        self.manager.groups_id |= self.env.ref("base.group_allow_export")
        order = self.orders["more"].with_user(self.manager)
        (row,) = order.export_data(["name", "state", "seller", "amount_difference"])["datas"]
        self.assertEqual(row, [order.name, "Paid", "Checkout Cashier", 11.0])

    # -- Analysis --------------------------------------------------------------------------------

    def _pairs(self):
        measures = ["sent_count", "delivered_count", "paid_count", "return_count", "open_count"]
        measures += ["difference_count", "amount_difference", "median_seconds:avg"]
        measures += ["worst_seconds:max"]
        pair = ["sender_config_id", "holder_config_id"]
        orders = [order.id for order in self.orders.values()]
        report = self.env["pos.sync.report"].with_user(self.manager)
        return {
            tuple(row[name][0] for name in pair): [row[name.split(":")[0]] for name in measures]
            for row in report.read_group([("id", "in", orders)], measures, pair, lazy=False)
        }

    def test_analysis_by_pair_of_tills(self):
        counter, checkout, express = self.sender.id, self.receiver.id, self.second.id
        self.assertEqual(
            self._pairs(),
            {
                (counter, checkout): [8, 5, 2, 1, 3, 1, 11.0, 30, 100],
                (counter, counter): [1, 0, 0, 0, 0, 0, 0.0, False, False],
                (checkout, express): [1, 0, 0, 0, 1, 0, 0.0, False, False],
            },
        )

    def test_median_is_one_of_the_whole_at_each_level(self):
        """A total is the median of the orders, not of the medians below it."""
        self.orders["child"].write({"delivered_at": "2024-05-01 10:00:00", "wait_seconds": 1000})
        self._settle()
        report = self.env["pos.sync.report"].with_user(self.manager)
        domain = [("id", "in", [order.id for order in self.orders.values()])]
        (total,) = report.read_group(domain, ["median_seconds:avg"], [])
        # 10, 20, 30, 40, 100, 1000
        self.assertEqual(total["median_seconds"], 35)

    def test_hour_is_that_of_the_till(self):
        self.cashiers[self.sender.id].tz = "Asia/Tokyo"
        self.orders["waiting"].sent_at = "2024-05-01 20:30:00"
        self._settle()
        row = self.env["pos.sync.report"].browse(self.orders["waiting"].id)
        self.assertEqual(row.hour, 5)

    def test_analysis_keeps_builder_and_seller(self):
        row = self.env["pos.sync.report"].browse(self.orders["paid"].id)
        self.assertEqual(row.sender_cashier, "Counter Cashier")
        self.assertEqual(row.seller_id, self.cashiers[self.receiver.id])
