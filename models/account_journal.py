from odoo import models


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def write(self, vals):
        result = super().write(vals)
        if "currency_id" in vals:
            # The currency of a point of sale is among its settings, see pos_config_cache.py.
            self.env.registry.clear_cache()
        return result
