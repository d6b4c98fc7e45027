from odoo import models


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def write(self, vals):
        result = super().write(vals)
        if not {"currency_id", "company_id"}.isdisjoint(vals):
            # The currency of a point of sale is that of its journal.
            self.env["pos.config"]._forget_sync_settings()
        return result
