from odoo import fields, models, tools
from odoo.tools import SQL

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
    hour = fields.Integer(
        "Hour of the Day", readonly=True, help="In the time zone of who sent the order."
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    sender_config_id = fields.Many2one("pos.config", "Sender", readonly=True)
    holder_config_id = fields.Many2one(
        "pos.config",
        "Receiver",
        readonly=True,
        help="Who took the order last or, where nobody has it, the only one who may.",
    )
    sender_cashier = fields.Char("Built By", readonly=True)
    seller_id = fields.Many2one("res.users", "Sold By", readonly=True)
    amount_total = fields.Monetary("Sent", readonly=True)
    amount_paid = fields.Monetary("Paid", readonly=True)
    amount_difference = fields.Monetary("Difference", readonly=True)
    sent_count = fields.Integer("Orders Sent", readonly=True)
    delivered_count = fields.Integer("Delivered", readonly=True)
    paid_count = fields.Integer("Orders Paid", readonly=True)
    open_count = fields.Integer("Still Open", readonly=True)
    return_count = fields.Integer("Returns", readonly=True)
    difference_count = fields.Integer("With a Difference", readonly=True)
    wait_seconds = fields.Float("Average Waiting Time (s)", readonly=True, group_operator="avg")
    median_seconds = fields.Float("Median Waiting Time (s)", readonly=True, group_operator="avg")
    worst_seconds = fields.Float("Worst Waiting Time (s)", readonly=True, group_operator="max")

    def _read_group_select(self, aggregate_spec, query):
        """Odoo knows no median: the field that is called so is summed up as one."""
        if aggregate_spec != "median_seconds:avg":
            return super()._read_group_select(aggregate_spec, query)
        column = self._field_to_sql(self._table, "median_seconds", query)
        median = SQL("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %s)", column)
        return median, ["median_seconds"]

    def init(self):
        tools.drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(
            """
            CREATE VIEW pos_sync_report AS
            SELECT o.id, o.id AS sync_order_id, o.sent_at AS date,
                   EXTRACT(HOUR FROM o.sent_at AT TIME ZONE 'UTC'
                           AT TIME ZONE COALESCE(sender.tz, 'UTC'))::integer AS hour,
                   o.company_id, o.currency_id, o.state, o.sender_config_id,
                   COALESCE(o.holder_config_id, (
                        SELECT MIN(offered.pos_config_id)
                          FROM pos_sync_order_receiver_rel offered
                         WHERE offered.pos_sync_order_id = o.id
                        HAVING COUNT(*) = 1
                   )) AS holder_config_id,
                   o.sender_cashier, sale.user_id AS seller_id,
                   o.amount_total, o.amount_paid, o.amount_difference,
                   COALESCE(o.return_count, 0) AS return_count,
                   1 AS sent_count,
                   (o.state IN ('delivered', 'done', 'forwarded')
                    OR o.state = 'cancelled' AND o.delivered_at IS NOT NULL
                       AND o.holder_config_id IS NOT NULL)::integer AS delivered_count,
                   (o.state = 'done')::integer AS paid_count,
                   (o.closed_at IS NULL)::integer AS open_count,
                   (o.state = 'done' AND NOT o.is_reconciled)::integer AS difference_count,
                   waited.seconds AS wait_seconds,
                   waited.seconds AS median_seconds,
                   waited.seconds AS worst_seconds
              FROM pos_sync_order o
              LEFT JOIN pos_order sale ON sale.id = o.pos_order_id
              LEFT JOIN res_users builder ON builder.id = o.sender_user_id
              LEFT JOIN res_partner sender ON sender.id = builder.partner_id
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN o.delivered_at IS NOT NULL THEN o.wait_seconds END AS seconds
                   ) waited
            """
        )
        return super().init()
