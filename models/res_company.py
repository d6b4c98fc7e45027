from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def cache_invalidation_fields(self):
        # The currency of a point of sale is among its settings, see pos_config_cache.py.
        return super().cache_invalidation_fields() | {"currency_id"}
