import logging

from odoo import _, models
from odoo.exceptions import AccessError, UserError

from .pos_sync_states import FINAL

_logger = logging.getLogger(__name__)


class PosSyncOrder(models.Model):
    """What managers may do to orders under way, from the back office."""

    _inherit = "pos.sync.order"

    def _manager_cancel(self, reason):
        """End the orders. A cart that holds one of them loses it.

        :raise UserError: one of them has ended already
        """
        self._as_manager()._transition("cancelled", reason=self._check_reason(reason))

    def _manager_release(self, reason):
        """Take the orders from whoever has them: a claim is undone, a cart gives back.

        :raise UserError: nobody has one of them
        """
        reason = self._check_reason(reason)
        for order in self._as_manager():
            if order.state == "claimed":
                order._release(reason=reason)
            else:
                order._check_held()
                order._transition("returned", reason=reason)

    def _manager_reassign(self, receivers, reason):
        """Offer the orders to other receivers, wherever they are now.

        :param receivers: ``pos.config`` records, each a receiver of the orders' company
        :raise UserError: an order has ended, or a receiver cannot take it
        """
        reason = self._check_reason(reason)
        orders = self._as_manager()
        if not receivers or receivers - orders._get_possible_receivers():
            raise UserError(
                _("Choose receivers that belong to the company and currency of the orders.")
            )
        for order in orders:
            if order.state in ("claimed", "delivered"):
                order._transition("returned", reason=reason)
            order._offer(receivers, reason=reason)

    def _manager_purge(self, reason):
        """Delete orders that have ended, lines, log and all. The server's log keeps who and why.

        :raise UserError: one of them is under way
        """
        reason = self._check_reason(reason)
        orders = self._as_manager()
        under_way = orders.filtered(lambda order: order.state not in FINAL)
        if under_way:
            names = ", ".join(under_way.mapped("name"))
            raise UserError(_("Only orders that have ended are purged. Under way: %s", names))
        _logger.info(
            "Synchronized orders %s purged by user %s (%s): %r",
            ", ".join(orders.mapped("name")),
            self.env.uid,
            self.env.user.login,
            reason,
        )
        orders.unlink()

    def _get_possible_receivers(self):
        """The receivers that each of the orders could be offered to."""
        candidates = self.env["pos.config"].search([("is_sync_receiver", "=", True)])
        return candidates.filtered(
            lambda config: (
                config not in self.sender_config_id
                and self.company_id == config.company_id
                and self.currency_id == config.currency_id
            )
        )

    def _as_manager(self):
        """The orders, locked and in sudo.

        :raise AccessError: the user is no manager of the point of sale, or does not see them
        """
        if not self.env.user.has_group("point_of_sale.group_pos_manager"):
            raise AccessError(_("Only managers of the point of sale do this."))
        self.check_access_rights("read")
        self.check_access_rule("read")
        # Sudo: a manager who sees the orders.
        return self.sudo()._lock()

    def _check_held(self):
        if self.state != "delivered":
            raise UserError(_("Nobody has order %s.", self.name))

    def _check_reason(self, reason):
        reason = self._check_text(reason, _("reason"))
        if not reason:
            raise UserError(_("Give a reason: the log keeps it."))
        return reason

    # -- Buttons -----------------------------------------------------------------------------

    def action_cancel(self):
        return self._open_action("cancel", _("Cancel Orders"))

    def action_release(self):
        return self._open_action("release", _("Release Orders"))

    def action_reassign(self):
        return self._open_action("reassign", _("Reassign Orders"))

    def action_purge(self):
        return self._open_action("purge", _("Purge Orders"))

    def _open_action(self, action, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "pos.sync.order.action",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_ids": self.ids, "default_action": action},
        }

    def action_open_sale(self):
        """Open the sale that ended this order."""
        return self._open_record(self.pos_order_id)

    def action_open_sender_session(self):
        """Open the session in which this order was sent."""
        return self._open_record(self.sender_session_id)

    def action_open_holder_session(self):
        """Open the session that has, or had, this order in a cart."""
        return self._open_record(self.holder_session_id)

    def _open_record(self, record):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
        }
