from odoo import _, api, fields, models


class PosSyncOrder(models.Model):
    """Orders that need a manager: they wait too long, or a terminal could not load them."""

    _name = "pos.sync.order"
    _inherit = ["pos.sync.order", "mail.activity.mixin"]

    last_error = fields.Char(
        "Delivery Problem",
        readonly=True,
        help="Why a terminal could not load the order, in the words that the cashier read.",
    )
    related_count = fields.Integer(compute="_compute_related_count")
    child_ids = fields.One2many("pos.sync.order", "parent_id", "Passed On As", readonly=True)

    def _compute_related_count(self):
        for order in self:
            order.related_count = len(order._get_related())

    def _get_related(self):
        """Copies made together, and the chain of hand-offs before and after."""
        copies = self.search([("batch", "=", self.batch)])
        chain = self.search(["|", ("id", "parent_of", self.id), ("id", "child_of", self.id)])
        return (copies | chain) - self

    @api.model
    def _cron_remind(self):
        """Ask the responsible person about orders that wait longer than their sender allows."""
        senders = self.env["pos.config"].search(
            [("is_sync_sender", "=", True), ("sync_alert_minutes", ">", 0)]
        )
        for config in senders:
            limit = fields.Datetime.subtract(
                fields.Datetime.now(), minutes=config.sync_alert_minutes
            )
            late = self.search(
                [
                    ("sender_config_id", "=", config.id),
                    ("state", "in", ("sent", "returned")),
                    ("sent_at", "<=", limit),
                    ("activity_ids", "=", False),
                ]
            )
            for order in late:
                order.activity_schedule(
                    "mail.mail_activity_data_warning",
                    summary=_("%s waits too long", order.name),
                    user_id=(config.sync_responsible_id or order.sender_user_id).id,
                )

    def _transition(self, state, **kwargs):
        result = super()._transition(state, **kwargs)
        if state not in ("sent", "returned"):
            self.activity_unlink(["mail.mail_activity_data_warning"])
        return result

    def action_retry(self):
        """Offer an order that could not be loaded again, once its cause is mended."""
        orders = self._as_manager()
        orders.write({"last_error": False})
        orders._invite("sent")

    def action_open_related(self):
        """Open the copies and the chain of hand-offs of this order."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "bi_pos_multi_session_sync.pos_sync_order_action"
        )
        return {**action, "domain": [("id", "in", (self | self._get_related()).ids)], "context": {}}
