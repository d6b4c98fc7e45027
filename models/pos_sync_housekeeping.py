from odoo import _, api, fields, models

from .pos_sync_states import FINAL

RETENTION_PARAMETER = "bi_pos_multi_session_sync.retention"
RETENTION_DAYS_PARAMETER = "bi_pos_multi_session_sync.retention_days"
BATCH = 1000


class PosSyncOrder(models.Model):
    """What happens by itself: waiting orders expire, old ones are forgotten."""

    _inherit = "pos.sync.order"

    @api.model
    def _cron_expire(self):
        """Return the orders that nobody took in time. One that is being claimed is left alone."""
        self.env.cr.execute(
            """
            SELECT id FROM pos_sync_order
             WHERE state = 'sent' AND expires_at <= %s
             ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
            """,
            [fields.Datetime.now(), BATCH],
        )
        expired = self.browse(row[0] for row in self.env.cr.fetchall())
        expired.invalidate_recordset()
        expired._transition("returned", reason=_("Nobody took it in time."))

    @api.autovacuum
    def _gc_ended_orders(self):
        """Purge orders that ended long ago, or strip them of their payload, where it is set so."""
        parameters = self.env["ir.config_parameter"].sudo()
        retention = parameters.get_param(RETENTION_PARAMETER, "keep")
        days = parameters.get_param(RETENTION_DAYS_PARAMETER, "")
        if retention not in ("strip", "purge") or not days.isdigit() or not int(days):
            return
        ended = [
            ("state", "in", list(FINAL)),
            (
                "closed_at",
                "<",
                fields.Datetime.subtract(fields.Datetime.now(), days=int(days)),
            ),
        ]
        if retention == "strip":
            ended.append(("payload", "!=", False))
        orders = self.search(ended, order="closed_at, id", limit=BATCH)
        if len(orders) == BATCH:
            # Nothing may stay longer than it was set because there is much of it.
            self.env.ref("base.autovacuum_job")._trigger()
        if retention == "purge":
            orders.unlink()
        else:
            orders.write({"payload": False})
