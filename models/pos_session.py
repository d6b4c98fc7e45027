from odoo import api, fields, models

from .pos_config import OPEN_SESSION

RECONCILIATION = "report.bi_pos_multi_session_sync.reconciliation"
FIGURES = ("sent", "delivered", "paid", "returned", "open", "differing")


class PosSession(models.Model):
    _inherit = "pos.session"

    sync_order_count = fields.Integer("Handed Over", compute="_compute_sync_figures")
    sync_sent_count = fields.Integer("Sent", compute="_compute_sync_figures")
    sync_delivered_count = fields.Integer("Delivered Here", compute="_compute_sync_figures")
    sync_paid_count = fields.Integer("Paid Here", compute="_compute_sync_figures")
    sync_returned_count = fields.Integer("Came Back", compute="_compute_sync_figures")
    sync_open_count = fields.Integer("Still Open", compute="_compute_sync_figures")
    sync_differing_count = fields.Integer("With a Difference", compute="_compute_sync_figures")
    sync_paid_amount = fields.Monetary("Amount Paid Here", compute="_compute_sync_figures")
    sync_difference_amount = fields.Monetary("Difference", compute="_compute_sync_figures")

    def _compute_sync_figures(self):
        for session in self:
            figures = session._prepare_sync_figures()
            for name in FIGURES:
                session[f"sync_{name}_count"] = len(figures[name])
            session.sync_order_count = len(figures["sent"] | figures["delivered"])
            session.sync_paid_amount = sum(figures["paid"].mapped("amount_paid"))
            session.sync_difference_amount = sum(figures["differing"].mapped("amount_difference"))

    def _prepare_sync_figures(self):
        # Sudo: sums over the orders of sessions that the reader sees.
        return self.env[RECONCILIATION].sudo()._prepare_figures(self)

    def _filter_sync_sessions(self):
        """Those whose point of sale takes part."""
        return self.filtered(
            lambda session: session.config_id.is_sync_sender or session.config_id.is_sync_receiver
        )

    def _get_sync_orders_domain(self):
        return ["|", ("sender_session_id", "in", self.ids), ("holder_session_id", "in", self.ids)]

    def action_view_sync_orders(self):
        """Open the orders that these sessions sent or received."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "bi_pos_multi_session_sync.pos_sync_order_action"
        )
        return {**action, "domain": self._get_sync_orders_domain(), "context": {}}

    def _get_pos_ui_pos_config(self, params):
        config = super()._get_pos_ui_pos_config(params)
        config["sync_reasons"] = self.config_id._get_sync_reasons()
        return config

    def action_view_sync_reconciliation(self):
        """Show what these sessions sent, received and sold, with a button to print it."""
        return self.env.ref(
            "bi_pos_multi_session_sync.action_report_reconciliation_screen"
        ).report_action(self, config=False)

    @api.model
    def action_view_sync_reconciliation_today(self):
        """Show the figures of the sessions that are open or were opened today."""
        today = fields.Datetime.context_timestamp(self, fields.Datetime.now())
        midnight = fields.Datetime.now() - (today - today.replace(hour=0, minute=0, second=0))
        sessions = self.search(["|", ("state", "in", OPEN_SESSION), ("start_at", ">=", midnight)])
        sessions = sessions._filter_sync_sessions()
        if not sessions:
            return self.env["ir.actions.act_window"]._for_xml_id("point_of_sale.action_pos_session")
        return sessions.action_view_sync_reconciliation()

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "closed":
            # Wait here for the claims that keep the session open, see KEEP_OPEN.
            self.flush_recordset(["state"])
            # Sudo: whoever may close the session gives its unpaid orders back.
            self.env["pos.sync.order"].sudo()._return_unpaid(self)
        return result

    def get_closing_control_data(self):
        """Add to Odoo's closing dialog what is still under way at this point of sale.

        :return: core's dict; with ``sync_orders``, ``{"waiting": [name], "unpaid": [name],
            "sent": [name]}``, at a sender or receiver
        """
        result = super().get_closing_control_data()
        config = self.config_id
        if config.is_sync_sender or config.is_sync_receiver:
            # Sudo: names only, of orders of this session's own terminal.
            orders = self.env["pos.sync.order"].sudo()._search_under_way(config)
            result["sync_orders"] = {
                "waiting": orders.filtered(
                    lambda order: order.state == "sent" and config in order._get_offered_configs()
                ).mapped("name"),
                "unpaid": orders.filtered(lambda order: order.holder_session_id == self).mapped(
                    "name"
                ),
                "sent": orders.filtered(
                    lambda order: order.sender_config_id == config and not order.holder_config_id
                ).mapped("name"),
            }
        return result
