from odoo import api, models

from .pos_sync_payload import is_id

MAX_RECORDS = 1000


class PosSyncOrder(models.Model):
    """What a receiver has not loaded and needs for an order: read, never added to its settings.

    The shapes are those in which the point of sale loads these records at start. Archived ones
    are read too: an order that was sent is delivered.
    """

    _inherit = "pos.sync.order"

    @api.model
    def get_records_for_ui(self, session_id, sync_id, missing):
        """Read the records that an order of the caller refers to.

        :param dict missing: lists of ids that the terminal has not loaded: ``pricelist_ids``,
            ``fiscal_position_ids``, ``tax_ids``, ``partner_ids``, ``attribute_value_ids``,
            ``combo_line_ids``, and ``product_ids``, whose taxes and units are read
        :return: ``{"status": "ok", "pricelists": [dict], "fiscal_positions": [dict], "taxes":
            [dict], "tax_sequence": [int], "units": [dict], "partners": [dict], "attributes":
            [dict], "combos": [dict], "combo_lines": [dict]}``, or ``gone``. ``tax_sequence``
            are the ids of all taxes in the order in which they are computed.
        """
        session = self._get_caller(session_id)
        order = self._find(session, sync_id)
        if session.config_id not in order._concerned_configs():
            return {"status": "gone", "state": False}
        # Sudo: the caller's terminal takes part in the order. Only its company's records follow.
        session = session.with_context(active_test=False, prefetch_fields=True)
        missing = missing if isinstance(missing, dict) else {}
        wanted = {
            name: [value for value in ids if is_id(value)][:MAX_RECORDS]
            for name, ids in missing.items()
            if isinstance(ids, list)
        }
        positions = self._read_fiscal_positions(session, wanted.get("fiscal_position_ids", []))
        combos, combo_lines = self._read_combos(session, wanted.get("combo_line_ids", []))
        return {
            "status": "ok",
            "pricelists": self._read_pricelists(session, wanted.get("pricelist_ids", [])),
            "fiscal_positions": positions,
            "taxes": self._read_taxes(session, wanted, positions),
            "tax_sequence": self._read_tax_sequence(session),
            "units": self._read_units(session, wanted.get("product_ids", [])),
            "partners": self._read_partners(session, wanted.get("partner_ids", [])),
            "attributes": self._read_attributes(session, wanted.get("attribute_value_ids", [])),
            "combos": combos,
            "combo_lines": combo_lines,
        }

    @api.model
    def _prepare_records_domain(self, session, model, ids):
        # A branch uses some of its parent's, each model says so.
        domain = session.env[model]._check_company_domain(session.company_id)
        return [("id", "in", ids), *domain]

    @api.model
    def _read_pricelists(self, session, ids):
        """The price lists, and those whose prices theirs start from."""
        model = "product.pricelist"
        pricelists = session.env[model].search(self._prepare_records_domain(session, model, ids))
        while bases := pricelists.item_ids.base_pricelist_id - pricelists:
            pricelists |= bases
        params = session._loader_params_product_pricelist()
        domain = self._prepare_records_domain(session, model, pricelists.ids)
        params["search_params"]["domain"] = domain
        return session._get_pos_ui_product_pricelist(params)

    @api.model
    def _read_fiscal_positions(self, session, ids):
        params = session._loader_params_account_fiscal_position()
        domain = self._prepare_records_domain(session, "account.fiscal.position", ids)
        params["search_params"]["domain"] = domain
        positions = session._get_pos_ui_account_fiscal_position(params)
        loaded = session.with_context(loaded_data={"account.fiscal.position": positions})
        taxes = loaded._get_pos_ui_account_fiscal_position_tax(
            loaded._loader_params_account_fiscal_position_tax()
        )
        by_id = {tax["id"]: tax for tax in taxes}
        for position in positions:
            position["fiscal_position_taxes_by_id"] = {
                tax_id: by_id[tax_id] for tax_id in position["tax_ids"]
            }
        return positions

    @api.model
    def _read_taxes(self, session, wanted, positions):
        """The taxes of the lines, of the products and of the fiscal positions, with their parts."""
        products = session.env["product.product"].browse(wanted.get("product_ids", [])).exists()
        mapped = [
            tax["tax_dest_id"][0]
            for position in positions
            for tax in position["fiscal_position_taxes_by_id"].values()
            if tax["tax_dest_id"]
        ]
        ids = {*wanted.get("tax_ids", []), *products.taxes_id.ids, *mapped}
        taxes = session.env["account.tax"].browse(ids).exists()
        params = session._loader_params_account_tax()
        params["search_params"]["domain"] = [
            *params["search_params"]["domain"],
            ("id", "in", (taxes | taxes.children_tax_ids).ids),
        ]
        return session._get_pos_ui_account_tax(params)

    @api.model
    def _read_tax_sequence(self, session):
        domain = session._loader_params_account_tax()["search_params"]["domain"]
        return session.env["account.tax"].search(domain).ids

    @api.model
    def _read_units(self, session, product_ids):
        units = session.env["product.product"].browse(product_ids).exists().uom_id
        params = session._loader_params_uom_uom()
        params["search_params"]["domain"] = [("id", "in", units.ids)]
        return session._get_pos_ui_uom_uom(params)

    @api.model
    def _read_partners(self, session, ids):
        domain = self._prepare_records_domain(session, "res.partner", ids)
        return session.get_pos_ui_res_partner_by_params({"domain": domain})

    @api.model
    def _read_attributes(self, session, value_ids):
        values = session.env["product.template.attribute.value"].browse(value_ids).exists()
        attributes = []
        for line in values.attribute_line_id:
            of_line = values.filtered(lambda value, line=line: value.attribute_line_id == line)
            attributes.append(
                {
                    "id": line.id,
                    "name": line.attribute_id.name,
                    "display_type": line.attribute_id.display_type,
                    "sequence": line.attribute_id.sequence,
                    "values": [
                        {
                            **value.product_attribute_value_id.read(
                                ["name", "is_custom", "html_color", "image"]
                            )[0],
                            "price_extra": value.price_extra,
                            "id": value.id,
                        }
                        for value in of_line
                    ],
                }
            )
        return attributes

    @api.model
    def _read_combos(self, session, line_ids):
        combos = session.env["pos.combo.line"].browse(line_ids).exists().combo_id
        combo_params = session.with_context(
            loaded_data={"product.product": []}
        )._loader_params_pos_combo()
        line_params = session.with_context(
            loaded_data={"pos.combo": []}
        )._loader_params_pos_combo_line()
        return (
            session._get_pos_ui_pos_combo({**combo_params, "ids": combos.ids}),
            session._get_pos_ui_pos_combo_line({**line_params, "ids": combos.combo_line_ids.ids}),
        )
