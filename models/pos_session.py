from odoo import models


class PosSession(models.Model):
    _inherit = "pos.session"

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
