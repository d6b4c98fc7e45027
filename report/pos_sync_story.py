from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.tools import format_datetime


class PosSyncOrder(models.Model):
    """How an order reads to people: its story, its relatives, who built it and who sold it."""

    _inherit = "pos.sync.order"

    seller = fields.Char("Sold By", compute="_compute_seller")
    timeline = fields.Html(compute="_compute_timeline", sanitize=False)
    child_ids = fields.One2many("pos.sync.order", "parent_id", "Passed On As", readonly=True)
    related_ids = fields.Many2many(
        "pos.sync.order", string="Related Orders", compute="_compute_related_ids"
    )
    copy_count = fields.Integer("Copies", compute="_compute_related_ids")
    chain_count = fields.Integer("Chain", compute="_compute_related_ids")

    @api.depends("pos_order_id")
    def _compute_seller(self):
        for order in self:
            order.seller = order.pos_order_id._get_sync_seller()

    # -- Relatives -------------------------------------------------------------------------------

    def _compute_related_ids(self):
        for order in self:
            copies, chain = order._get_copies(), order._get_chain()
            order.related_ids = copies | chain
            order.copy_count, order.chain_count = len(copies), len(chain)

    def _get_copies(self):
        """The orders that were made by the same send."""
        return self.search([("batch", "=", self.batch), ("id", "!=", self.id)])

    def _get_chain(self):
        """The hand-offs before and after this one."""
        return self.search(["|", ("id", "parent_of", self.id), ("id", "child_of", self.id)]) - self

    def action_open_copies(self):
        """Open the orders that were made by the same send."""
        self.ensure_one()
        return self._open_orders(_("Copies of %s", self.name), self | self._get_copies())

    def action_open_chain(self):
        """Open the hand-offs before and after this one."""
        self.ensure_one()
        return self._open_orders(_("Hand-Offs of %s", self.name), self | self._get_chain())

    @api.model
    def _open_orders(self, name, orders):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "bi_pos_multi_session_sync.pos_sync_order_action"
        )
        return {**action, "name": name, "domain": [("id", "in", orders.ids)], "context": {}}

    # -- The story -------------------------------------------------------------------------------

    @api.depends("state", "sent_at", "claimed_at", "delivered_at", "closed_at", "expires_at")
    @api.depends_context("lang", "tz")
    def _compute_timeline(self):
        for order in self:
            items = [(moment, words) for moment, words in order._tell() if moment and words]
            order.timeline = Markup("<ul class='list-unstyled mb-0'>%s</ul>") % Markup("").join(
                Markup("<li><b>%s</b> %s</li>") % (format_datetime(self.env, moment), words)
                for moment, words in items
            )

    def _tell(self):
        """What happened and when, in order: list of ``(datetime, sentence)``."""
        receivers = ", ".join(self.receiver_ids.mapped("name"))
        holder = self.holder_config_id.name
        taken = _(
            "%(who)s took it at %(till)s.", who=self.holder_cashier or "?", till=holder or "?"
        )
        in_cart = _("It was in the cart after %s.", self._say_minutes(self.wait_seconds / 60))
        goes_back = _("It goes back by itself unless somebody takes it.")
        return [
            (
                self.sent_at,
                _(
                    "%(who)s at %(till)s offered it to %(receivers)s.",
                    who=self.sender_cashier or "?",
                    till=self.sender_config_id.name or "?",
                    receivers=receivers or "?",
                ),
            ),
            (self.claimed_at, self.holder_config_id and taken),
            (self.delivered_at, self.state != "recalled" and in_cart),
            (self.sent_at, self.return_count and self._tell_returns()),
            (self.expires_at, self.state == "sent" and goes_back),
            (self.closed_at, self._tell_end()),
        ]

    def _tell_returns(self):
        if not self.reason:
            return _("It came back %s time(s).", self.return_count)
        return _("It came back %(n)s time(s): %(why)s", n=self.return_count, why=self.reason)

    def _tell_end(self):
        if self.state == "done":
            sale = self.pos_order_id
            return _(
                "%(who)s sold it as %(sale)s for %(amount)s.",
                who=self.seller or "?",
                sale=sale.pos_reference or sale.name or "?",
                amount=self.currency_id.format(self.amount_paid),
            )
        if self.state == "forwarded":
            return _("Passed on as %s.", ", ".join(self.child_ids.mapped("name")) or "?")
        if self.state == "recalled":
            return _("%s took it back.", self.holder_cashier or "?")
        return self.state == "cancelled" and _("Cancelled: %s", self.reason or "?")


class PosSyncLine(models.Model):
    _inherit = "pos.sync.line"

    shown_name = fields.Char("Item", compute="_compute_shown_name")

    @api.depends("full_product_name", "combo_parent_id")
    def _compute_shown_name(self):
        for line in self:
            indent = "\u2003↳ " if line.combo_parent_id else ""
            line.shown_name = f"{indent}{line.full_product_name or ''}"


class PosOrder(models.Model):
    _inherit = "pos.order"

    def _get_sync_seller(self):
        """The name of the person at the till: an employee, where employees log in (pos_hr)."""
        return ("cashier" in self._fields and self.cashier) or self.user_id.name or False
