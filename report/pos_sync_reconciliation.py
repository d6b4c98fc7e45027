from statistics import median

from odoo import api, models


class PosSyncReconciliation(models.AbstractModel):
    """What sessions sent, received and sold of each other's orders, and where it does not match."""

    _name = "report.bi_pos_multi_session_sync.reconciliation"
    _description = "Synchronization Reconciliation"

    @api.model
    def _get_report_values(self, docids, data=None):
        sessions = self.env["pos.session"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": "pos.session",
            "docs": sessions,
            "figures": {session.id: self._prepare_figures(session) for session in sessions},
        }

    @api.model
    def _prepare_figures(self, session):
        """The figures of one session.

        :return: ``{"sent", "received", "paid", "returned", "open", "differing"}``: records of
            ``pos.sync.order``; ``{"builders", "sellers"}``: lists of ``(name, count, amount)``;
            ``"median_wait"`` and ``"worst_wait"`` in seconds, of the orders received
        """
        order = self.env["pos.sync.order"]
        sent = order.search([("sender_session_id", "=", session.id)])
        received = order.search(
            [("holder_session_id", "=", session.id), ("state", "!=", "recalled")]
        )
        paid = received.filtered(lambda found: found.state == "done")
        waits = received.filtered("delivered_at").mapped("wait_seconds")
        return {
            "sent": sent,
            "received": received,
            "paid": paid,
            "returned": sent.filtered("return_count"),
            "open": (sent | received).filtered(lambda found: not found.closed_at),
            "differing": paid.filtered(lambda found: not found.is_reconciled),
            "builders": self._sum_by(paid, lambda found: found.sender_cashier),
            "sellers": self._sum_by(paid, lambda found: found.pos_order_id.user_id.name),
            "median_wait": median(waits) if waits else 0,
            "worst_wait": max(waits, default=0),
        }

    @api.model
    def _sum_by(self, orders, name):
        totals = {}
        for order in orders:
            count, amount = totals.get(name(order), (0, 0.0))
            totals[name(order)] = (count + 1, amount + order.amount_paid)
        return sorted((key or "", *total) for key, total in totals.items())

    @api.model
    def _compare_lines(self, order):
        """Lines of an order as sent and as sold, side by side.

        :return: list of ``(product name, sent quantity, sent amount, sold quantity, sold amount)``,
            one per product that differs
        """
        totals = {}
        for line in order.line_ids:
            entry = totals.setdefault(line.product_id, [line.full_product_name, 0, 0, 0, 0])
            entry[1] += line.qty
            entry[2] += line.price_subtotal_incl
        for line in order.pos_order_id.lines:
            entry = totals.setdefault(line.product_id, [line.full_product_name, 0, 0, 0, 0])
            entry[3] += line.qty
            entry[4] += line.price_subtotal_incl
        return [
            tuple(entry)
            for entry in totals.values()
            if entry[1] != entry[3] or not order.currency_id.is_zero(entry[2] - entry[4])
        ]
