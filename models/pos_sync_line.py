from odoo import api, fields, models


class PosSyncLine(models.Model):
    """One line of a synchronized order as it was sent, for the preview and the reports.

    What the receiving terminal loads is the payload of the order, not these lines.
    """

    _name = "pos.sync.line"
    _description = "Synchronized POS Order Line"
    _order = "sync_order_id, id"
    # Written once, with their order, which says when and by whom.
    _log_access = False

    sync_order_id = fields.Many2one(
        "pos.sync.order", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="sync_order_id.company_id")
    currency_id = fields.Many2one(related="sync_order_id.currency_id")
    product_id = fields.Many2one("product.product", readonly=True, ondelete="set null")
    full_product_name = fields.Char("Product Name", readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit of Measure", readonly=True)
    uom_id = fields.Many2one("uom.uom", "Unit of Measure", readonly=True, ondelete="set null")
    # No rounding where the terminal did not round either: see pos.order.line.
    price_unit = fields.Float("Unit Price", digits=0, readonly=True)
    discount = fields.Float("Discount (%)", digits=0, readonly=True)
    is_manual_price = fields.Boolean("Price Set by Hand", readonly=True)
    tax_ids = fields.Many2many("account.tax", string="Taxes", readonly=True)
    price_subtotal = fields.Float("Subtotal w/o Tax", digits=0, readonly=True)
    price_subtotal_incl = fields.Float("Subtotal", digits=0, readonly=True)
    customer_note = fields.Char(readonly=True)
    lot_names = fields.Char("Lots and Serial Numbers", readonly=True)
    combo_parent_id = fields.Many2one(
        "pos.sync.line",
        "Part Of",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )

    @api.model
    def _prepare_vals(self, line, uom_id):
        """Read one line of a terminal's order.

        :param dict line: a checked line, as ``Orderline.export_as_JSON`` makes it
        :param int uom_id: the unit of measure of its product
        :return: vals for ``insert_records``, without the order and the combo parent
        """
        lots = [lot[2].get("lot_name") for lot in line.get("pack_lot_ids") or []]
        return {
            "product_id": line["product_id"],
            "full_product_name": line.get("full_product_name") or self._get_product_name(line),
            "qty": line["qty"],
            "uom_id": uom_id,
            "price_unit": line["price_unit"],
            "discount": line.get("discount") or 0.0,
            "is_manual_price": line.get("price_type") == "manual",
            "tax_ids": [tax for _6, _0, ids in line.get("tax_ids") or [] for tax in ids],
            "price_subtotal": line.get("price_subtotal") or 0.0,
            "price_subtotal_incl": line.get("price_subtotal_incl") or 0.0,
            "customer_note": line.get("customer_note") or False,
            "lot_names": ", ".join(filter(None, lots)) or False,
        }

    @api.model
    def _get_product_name(self, line):
        # Sudo: the name of a product that the terminal sells.
        return self.env["product.product"].sudo().browse(line["product_id"]).display_name

    def _link_combos(self, lines):
        """Link the parts of combos to their parents, by the ids that the terminal gave them.

        :param list lines: the terminal's lines, in the order of the records
        """
        by_client_id = dict(zip((line.get("id") for line in lines), self, strict=True))
        for line, record in zip(lines, self, strict=True):
            if line.get("combo_parent_id"):
                record.combo_parent_id = by_client_id.get(line["combo_parent_id"])
