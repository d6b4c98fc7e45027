from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        result = super().write(vals)
        if "currency_id" in vals:
            # The currency of a point of sale is that of its journal, or of its company.
            self.env["pos.config"]._forget_sync_settings()
        return result
