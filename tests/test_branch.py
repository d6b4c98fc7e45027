from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestBranch(PosSyncCommon):
    """Tills of a branch hand over what belongs to its parent, as they sell it."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        cls.branch = cls.env["res.company"].create({"name": "Branch", "parent_id": cls.company.id})
        # Odoo gives a new branch its accounts before the commit.
        cls.env.cr.precommit.run()
        cls.branch_sender = cls._open_till("Branch Counter", cls.branch, is_sync_sender=True)
        cls.branch_receiver = cls._open_till("Branch Checkout", cls.branch, is_sync_receiver=True)

    def _create_owned(self, company):
        """What an order refers to, by its fields, and a product."""
        values = {"name": "Owned", "company_id": company.id}
        product = self.env["product.product"].create({**values, "available_in_pos": True})
        return {
            "partner_id": self.env["res.partner"].create(values),
            "fiscal_position_id": self.env["account.fiscal.position"].create(values),
        }, product

    def _send_from(self, sender, receiver, product=None, **records):
        values = {name: record.id for name, record in records.items()}
        order = self.wire_order(sender, [self.wire_line(product)], **values)
        return self.send(sender, receiver, order=order)

    def _send(self, *args, **records):
        return self._send_from(self.branch_sender, self.branch_receiver, *args, **records)

    def test_what_belongs_to_the_parent_is_sent(self):
        records, product = self._create_owned(self.company)
        answer = self._send(product, **records)
        self.assertEqual(answer["status"], "sent", answer)
        order = self.env["pos.sync.order"].sudo().browse(answer["orders"][0]["id"])
        self.assertEqual(order.company_id, self.branch)
        self.assertEqual(order.line_ids.product_id, product)
        for name, record in records.items():
            self.assertEqual(order[name], record)

    def test_what_belongs_to_the_parent_reaches_the_receiver(self):
        records, product = self._create_owned(self.company)
        order_id = self._send(product, **records)["orders"][0]["id"]
        missing = {name + "s": record.ids for name, record in records.items()}
        answer = self.call(self.branch_receiver, "get_records_for_ui", order_id, missing)
        for name, field in (("partners", "partner_id"), ("fiscal_positions", "fiscal_position_id")):
            self.assertEqual([row["id"] for row in answer[name]], records[field].ids)

    def test_what_belongs_to_a_foreign_company_is_refused(self):
        self._assert_refused(self.other_company, self._send)

    def test_what_belongs_to_the_branch_is_refused_at_its_parent(self):
        def send(*args, **records):
            return self._send_from(self.sender, self.receiver, *args, **records)

        self._assert_refused(self.branch, send)

    def _assert_refused(self, company, send):
        records, product = self._create_owned(company)
        self.assertEqual(send(product).get("reason"), "unknown_product")
        for name, record in records.items():
            answer = send(**{name: record})
            self.assertEqual(answer.get("reason"), "bad_payload", answer)
            self.assertIn(name, answer["message"])

    def test_price_list_of_the_parent_is_refused(self):
        """Odoo gives a till the price lists of its own company only."""
        values = {"name": "Parent's", "company_id": self.company.id}
        pricelist = self.env["product.pricelist"].create(values)
        self.assertEqual(self._send(pricelist_id=pricelist).get("reason"), "bad_payload")
