from odoo import fields, models, tools

from ..models.pos_sync_states import STATES


class PosSyncReport(models.Model):
    """Hand-offs by pair of terminals, hour and cashier: one row per synchronized order."""

    _name = "pos.sync.report"
    _description = "Synchronized Orders Analysis"
    _auto = False
    _rec_name = "sync_order_id"
    _order = "date desc"

    sync_order_id = fields.Many2one("pos.sync.order", "Synchronized Order", readonly=True)
    date = fields.Datetime("Sent On", readonly=True)
    hour = fields.Integer("Hour of the Day (UTC)", readonly=True, group_operator="avg")
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    sender_config_id = fields.Many2one("pos.config", "Sender", readonly=True)
    holder_config_id = fields.Many2one("pos.config", "Holder", readonly=True)
    sender_cashier = fields.Char("Built By", readonly=True)
    seller_id = fields.Many2one("res.users", "Sold By", readonly=True)
    amount_total = fields.Monetary("Sent", readonly=True)
    amount_paid = fields.Monetary("Paid", readonly=True)
    amount_difference = fields.Monetary("Difference", readonly=True)
    return_count = fields.Integer("Returns", readonly=True)
    difference_count = fields.Integer("With a Difference", readonly=True)
    wait_seconds = fields.Float("Average Waiting Time (s)", readonly=True, group_operator="avg")
    worst_seconds = fields.Float("Worst Waiting Time (s)", readonly=True, group_operator="max")

    def init(self):
        tools.drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(
            """
            CREATE VIEW pos_sync_report AS
            SELECT o.id, o.id AS sync_order_id, o.sent_at AS date,
                   EXTRACT(HOUR FROM o.sent_at)::integer AS hour,
                   o.company_id, o.currency_id, o.state,
                   o.sender_config_id, o.holder_config_id, o.sender_cashier,
                   sale.user_id AS seller_id,
                   o.amount_total, o.amount_paid, o.amount_difference, o.return_count,
                   (o.state = 'done' AND NOT o.is_reconciled)::integer AS difference_count,
                   CASE WHEN o.delivered_at IS NOT NULL THEN o.wait_seconds END AS wait_seconds,
                   CASE WHEN o.delivered_at IS NOT NULL THEN o.wait_seconds END AS worst_seconds
              FROM pos_sync_order o
              LEFT JOIN pos_order sale ON sale.id = o.pos_order_id
            """
        )
        return super().init()
