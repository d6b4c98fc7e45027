from lxml import etree

from odoo.tests import tagged

from .test_back_office import BackOffice

MANY = 10_000
TOLERANCE = 3


@tagged("post_install", "-at_install")
class TestReportQueries(BackOffice):
    """With ten thousand orders each view asks the database as often as with a few."""

    def _create_history(self, number):
        """Copies of one order that was sold; SQL, since it is the reading that counts."""
        order = self.delivered(receivers=self.receiver)
        self.pay(order)
        columns = [
            name
            for name, field in order._fields.items()
            if field.store and field.column_type and name not in ("id", "uuid")
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        self.env.cr.execute(
            f"""
            WITH copies AS (
                INSERT INTO pos_sync_order (uuid, {names})
                SELECT 'history-' || n, {names} FROM pos_sync_order, generate_series(1, %s) n
                 WHERE id = %s RETURNING id
            )
            INSERT INTO pos_sync_order_receiver_rel (pos_sync_order_id, pos_config_id)
            SELECT id, %s FROM copies
            """,
            [number, order.id, self.receiver.id],
        )
        self.env.cr.execute("UPDATE pos_sync_order SET batch = uuid WHERE uuid LIKE 'history-%'")

    def _arch(self, model, view_type):
        view = self.env[model].with_user(self.manager).get_view(view_type=view_type)
        return etree.fromstring(view["arch"])

    def _specification(self, model, view_type):
        """The fields of a view, as its web client asks for them."""
        nodes = self._arch(model, view_type).xpath("//field[not(ancestor::field)]")
        fields = self.env[model]._fields
        return {
            node.get("name"): {"fields": {"display_name": {}}}
            if fields[node.get("name")].relational
            else {}
            for node in nodes
        }

    def _count(self, function):
        """Queries of ``function`` with a cold cache, after everything was looked up once."""
        function()
        self._settle()
        before = self.env.cr.sql_log_count
        function()
        return self.env.cr.sql_log_count - before

    def _views(self):
        orders = self.env["pos.sync.order"].with_user(self.manager)
        report = self.env["pos.sync.report"].with_user(self.manager)
        fields = {view: self._specification(orders._name, view) for view in ("tree", "kanban")}
        form = self._specification(orders._name, "form")
        rows = ["sender_config_id", "holder_config_id"]
        measures = [
            node.get("name")
            for node in self._arch(report._name, "pivot").xpath("//field[@type='measure']")
        ]
        return {
            "list": lambda: orders.web_search_read([], fields["tree"], limit=80),
            "kanban": lambda: (
                orders.web_read_group([], ["amount_total"], ["state"]),
                orders.web_search_read([("state", "=", "done")], fields["kanban"], limit=40),
            ),
            "late": lambda: orders.web_search_read([("is_late", "=", True)], fields["tree"]),
            "form": lambda: orders.search([("state", "=", "done")], limit=1).web_read(form),
            "pivot": lambda: report.read_group([], measures, rows, lazy=False),
            "graph": lambda: report.read_group([], ["__count"], ["hour", rows[0]], lazy=False),
            "session": lambda: (
                self._session(self.receiver)
                .with_user(self.manager)
                .read(["sync_paid_count", "sync_paid_amount", "sync_differing_count"])
            ),
        }

    def test_views_of_ten_thousand_orders_ask_as_often_as_of_a_few(self):
        self._create_history(3)
        views = self._views()
        few = {name: self._count(view) for name, view in views.items()}
        self.env.cr.execute("DELETE FROM pos_sync_order WHERE uuid LIKE 'history-%'")
        self._settle()
        self._create_history(MANY)
        many = {name: self._count(view) for name, view in views.items()}
        self.assertGreater(self.env["pos.sync.order"].search_count([]), MANY)
        # Odoo reads a thousand records at a time: a session's figures are of all its orders.
        few["session"] += 4 * (MANY // 1000)
        for name, count in many.items():
            with self.subTest(view=name):
                self.assertLessEqual(count, few[name] + TOLERANCE)
