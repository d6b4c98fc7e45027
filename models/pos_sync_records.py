from odoo import api, models

from .pos_sync_payload import is_id

MAX_RECORDS = 100


class PosSyncOrder(models.Model):
    """What a receiver has not loaded and needs for an order: read, never added to its settings."""

    _inherit = "pos.sync.order"

    @api.model
    def get_records_for_ui(self, session_id, sync_id, missing):
        """Read the records that an order of the caller refers to, as the point of sale loads them.

        :param dict missing: ``{"pricelist_ids": [id], "fiscal_position_ids": [id]}``
        :return: ``{"status": "ok", "pricelists": [dict], "fiscal_positions": [dict]}``, or ``gone``
        """
        session = self._get_caller(session_id)
        order = self._find(session, sync_id)
        if session.config_id not in order._concerned_configs():
            return {"status": "gone", "state": False}
        missing = missing if isinstance(missing, dict) else {}
        return {
            "status": "ok",
            "pricelists": self._read_pricelists(session, missing.get("pricelist_ids")),
            "fiscal_positions": self._read_fiscal_positions(
                session, missing.get("fiscal_position_ids")
            ),
        }

    @api.model
    def _read_pricelists(self, session, ids):
        params = session._loader_params_product_pricelist()
        params["search_params"]["domain"] = self._prepare_records_domain(session, ids)
        return session._get_pos_ui_product_pricelist(params)

    @api.model
    def _read_fiscal_positions(self, session, ids):
        params = session._loader_params_account_fiscal_position()
        params["search_params"]["domain"] = self._prepare_records_domain(session, ids)
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
    def _prepare_records_domain(self, session, ids):
        wanted = [value for value in ids if is_id(value)] if isinstance(ids, list) else []
        return [
            ("id", "in", wanted[:MAX_RECORDS]),
            ("company_id", "in", [False, session.company_id.id]),
        ]
