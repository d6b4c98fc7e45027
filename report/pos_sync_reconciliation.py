from statistics import median

from odoo import api, fields, models

# In a cart of the holder, now or until the order ended.
ARRIVED = ("delivered", "done", "forwarded")


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
            "groups": [
                (title, currency, self._prepare_figures(group))
                for title, currency, group in self._group_by_day(sessions)
            ],
            "compare_lines": self._compare_lines,
        }

    @api.model
    def _group_by_day(self, sessions):
        """Each day with several sessions as a whole, and each session.

        :return: list of ``(title, currency, sessions)``
        """
        days = {}
        for session in sessions.sorted(lambda found: found.start_at or found.create_date):
            start = session.start_at or session.create_date
            day = fields.Datetime.context_timestamp(self, start).date()
            key = (day, session.currency_id)
            days[key] = days.get(key, self.env["pos.session"]) | session
        groups = []
        for (day, currency), of_day in days.items():
            if len(of_day) > 1:
                title = self.env["ir.qweb.field.date"].value_to_html(day, {})
                groups.append((title, currency, of_day))
            groups += [(f"{one.config_id.name} · {one.name}", currency, one) for one in of_day]
        return groups

    @api.model
    def _prepare_figures(self, sessions):
        """The figures of one session, or of several together.

        :return: ``{"sent", "delivered", "paid", "returned", "open", "differing"}``: records of
            ``pos.sync.order``; ``{"builders", "sellers"}``: lists of ``(name, count, amount)``;
            ``"median_wait"`` and ``"worst_wait"`` in seconds, of the orders delivered
        """
        order = self.env["pos.sync.order"]
        sent = order.search([("sender_session_id", "in", sessions.ids)])
        held = order.search([("holder_session_id", "in", sessions.ids)])
        delivered = held.filtered(
            lambda found: (
                found.state in ARRIVED or (found.state == "cancelled" and found.delivered_at)
            )
        )
        paid = held.filtered(lambda found: found.state == "done")
        waits = delivered.filtered("delivered_at").mapped("wait_seconds")
        return {
            "sent": sent,
            "delivered": delivered,
            "paid": paid,
            "returned": sent.filtered("return_count"),
            "open": (sent | held).filtered(lambda found: not found.closed_at),
            "differing": paid.filtered(lambda found: not found.is_reconciled),
            "builders": self._sum_by(paid, lambda found: found.sender_cashier),
            "sellers": self._sum_by(paid, lambda found: found.seller),
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
        """Lines of an order as sent and as sold, side by side, tips left out.

        :return: list of ``(product name, sent quantity, sent amount, sold quantity, sold amount)``,
            one per product that differs
        """
        totals, sale = {}, order.pos_order_id
        tip = sale.tip_amount and sale.config_id.tip_product_id
        for side, lines in ((1, order.line_ids), (3, sale.lines)):
            for line in lines:
                if tip and line.product_id == tip:
                    continue
                name = line.full_product_name or line.product_id.display_name
                entry = totals.setdefault(line.product_id, [name, 0, 0, 0, 0])
                entry[side] += line.qty
                entry[side + 1] += line.price_subtotal_incl
        return [
            tuple(entry)
            for entry in totals.values()
            if entry[1] != entry[3] or not order.currency_id.is_zero(entry[2] - entry[4])
        ]
