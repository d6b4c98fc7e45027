from odoo import fields, models


class PosSession(models.Model):
    _inherit = "pos.session"

    sync_order_count = fields.Integer(compute="_compute_sync_order_count")

    def _compute_sync_order_count(self):
        for session in self:
            session.sync_order_count = self.env["pos.sync.order"].search_count(
                session._get_sync_orders_domain()
            )

    def _get_sync_orders_domain(self):
        return ["|", ("sender_session_id", "in", self.ids), ("holder_session_id", "in", self.ids)]

    def action_view_sync_orders(self):
        """Open the orders that these sessions sent or received."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "bi_pos_multi_session_sync.pos_sync_order_action"
        )
        return {**action, "domain": self._get_sync_orders_domain(), "context": {}}

    def _keep_open(self):
        """Keep the session from closing before the end of this transaction.

        The race: a claim for a session that closes at the same time.
        """
        self.env.cr.execute(
            "SELECT id FROM pos_session WHERE id IN %s FOR SHARE",
            [tuple(self.ids)],
            log_exceptions=False,
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "closed":
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
