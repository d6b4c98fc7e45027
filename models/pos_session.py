from odoo import models


class PosSession(models.Model):
    _inherit = "pos.session"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "closed":
            # Sudo: whoever may close the session gives its unpaid orders back.
            self.env["pos.sync.order"].sudo()._return_unpaid(self)
        return result
