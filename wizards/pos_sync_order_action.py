from odoo import api, fields, models


class PosSyncOrderAction(models.TransientModel):
    """What a manager does to orders, with the reason that the log keeps."""

    _name = "pos.sync.order.action"
    _description = "Manage Synchronized POS Orders"

    order_ids = fields.Many2many("pos.sync.order", string="Orders", required=True, readonly=True)
    action = fields.Selection(
        [
            ("cancel", "Cancel"),
            ("release", "Release"),
            ("reassign", "Reassign"),
            ("purge", "Purge"),
        ],
        required=True,
    )
    reason = fields.Char(required=True)
    receiver_ids = fields.Many2many("pos.config", string="Receivers")
    allowed_receiver_ids = fields.Many2many(
        "pos.config",
        string="Possible Receivers",
        compute="_compute_allowed_receiver_ids",
    )

    @api.depends("order_ids")
    def _compute_allowed_receiver_ids(self):
        for wizard in self:
            wizard.allowed_receiver_ids = wizard.order_ids._get_possible_receivers()

    def apply(self):
        """Do it to all of the orders, or to none when one of them does not allow it."""
        self.ensure_one()
        if self.action == "reassign":
            self.order_ids._manager_reassign(self.receiver_ids, self.reason)
        else:
            getattr(self.order_ids, f"_manager_{self.action}")(self.reason)
        return {"type": "ir.actions.act_window_close"}
