from odoo import _, api, fields, models
from odoo.osv.expression import FALSE_DOMAIN, OR

from .pos_sync_housekeeping import BATCH
from .pos_sync_states import FINAL, STATES

# Where an order waits for somebody, and an hour-glass runs.
WAITING = ("sent", "returned")
# Odoo's colours of kanban cards.
NO_COLOR, RED, ORANGE, GREEN = 0, 1, 2, 10
_OFFERED_ANEW = {"is_reminded": False, "last_error": False}


class PosSyncOrder(models.Model):
    """Orders that need a manager: they wait too long, or a terminal could not load them."""

    _name = "pos.sync.order"
    _inherit = ["pos.sync.order", "mail.activity.mixin"]

    state = fields.Selection(group_expand="_expand_states")
    last_error = fields.Char(
        "Delivery Problem",
        readonly=True,
        help="Why a terminal could not load the order, in the words that the cashier read.",
    )
    error_config_id = fields.Many2one(
        "pos.config", "Reported By", readonly=True, ondelete="set null"
    )
    error_at = fields.Datetime("Reported On", readonly=True)
    suggestion = fields.Char(compute="_compute_suggestion", help="What might mend it.")
    is_reminded = fields.Boolean(
        readonly=True, help="Somebody was asked about the order since it was offered last."
    )
    is_late = fields.Boolean(
        "Waits Too Long",
        compute="_compute_age",
        search="_search_is_late",
        help="It waits longer than the alert of its sender allows.",
    )
    age = fields.Char(compute="_compute_age", help="How long the order has been under way.")
    color = fields.Integer(compute="_compute_age")

    @api.model
    def _expand_states(self, states, _domain, _order):
        """The columns of the kanban, in the order of life; waiting ones always."""
        return [state for state, _label in STATES if state in states or state in WAITING]

    # -- Age -----------------------------------------------------------------------------------

    @api.depends("state", "sent_at", "last_error", "sender_config_id.sync_alert_minutes")
    @api.depends_context("lang")
    def _compute_age(self):
        now = fields.Datetime.now()
        for order in self:
            minutes = (now - (order.sent_at or now)).total_seconds() / 60
            limit = order.sender_config_id.sync_alert_minutes
            waits = order.state in WAITING
            order.is_late = waits and 0 < limit <= minutes
            order.age = False if order.state in FINAL else order._say_minutes(minutes)
            order.color = NO_COLOR
            if waits and (order.is_late or order.last_error):
                order.color = RED
            elif waits and limit:
                order.color = ORANGE if minutes >= limit / 2 else GREEN

    @api.model
    def _say_minutes(self, minutes):
        if minutes < 120:
            return _("%d min", minutes)
        return _("%d h", minutes / 60) if minutes < 24 * 60 else _("%d d", minutes / 60 / 24)

    @api.model
    def _search_is_late(self, operator, value):
        domain = self._prepare_late_domain()
        return domain if (operator == "=") == bool(value) else ["!", *domain]

    @api.model
    def _prepare_late_domain(self):
        """Waiting orders that are older than their sender's alert, as one term."""
        configs = {}
        # Sudo: a setting, of tills that an order's reader may not see. What an archived one sent
        # comes back to it as well, and there is nobody there to find it.
        senders = self.env["pos.config"].sudo().with_context(active_test=False)
        for config in senders.search([("sync_alert_minutes", ">", 0)]):
            configs.setdefault(config.sync_alert_minutes, []).append(config.id)
        now = fields.Datetime.now()
        late = OR(
            [
                [
                    "&",
                    ("sender_config_id", "in", ids),
                    ("sent_at", "<=", fields.Datetime.subtract(now, minutes=minutes)),
                ]
                for minutes, ids in configs.items()
            ]
            or [FALSE_DOMAIN]
        )
        return ["&", ("state", "in", WAITING), *late]

    # -- Asking somebody -------------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Ask the responsible person, once, about orders that wait longer than they should."""
        late = self.search(
            [*self._prepare_late_domain(), ("is_reminded", "=", False)], order="id", limit=BATCH
        )
        for order in late:
            responsible = order.sender_config_id.sync_responsible_id or order.sender_user_id
            order.activity_schedule(
                "mail.mail_activity_data_warning",
                summary=_("%s waits too long", order.name),
                user_id=responsible.id,
            )
        late.write({"is_reminded": True})

    def _transition(self, state, **kwargs):
        if state in WAITING:
            return super()._transition(state, **kwargs)
        self._forget_reminders()
        kwargs["is_reminded"] = False
        if state != "claimed":
            kwargs["last_error"] = False
        return super()._transition(state, **kwargs)

    def write(self, vals):
        """What is offered anew has waited for nobody yet, and failed nowhere."""
        if "sent_at" not in vals:
            return super().write(vals)
        self._forget_reminders()
        return super().write({**_OFFERED_ANEW, **vals})

    def _forget_reminders(self):
        reminded = self.filtered("is_reminded")
        if reminded:
            reminded.activity_unlink(["mail.mail_activity_data_warning"])

    # -- The error desk --------------------------------------------------------------------------

    def _release(self, session=None, reason=False):
        """Keep which terminal let go of an order that it could not load."""
        result = super()._release(session, reason)
        if session and reason:
            self.write({"error_config_id": session.config_id.id, "error_at": fields.Datetime.now()})
        return result

    @api.depends("last_error", "line_ids", "pricelist_id")
    @api.depends_context("lang")
    def _compute_suggestion(self):
        for order in self:
            order.suggestion = order.last_error and order._suggest_mend()

    def _suggest_mend(self):
        lines = self.with_context(active_test=False).line_ids
        unsold = lines.product_id.filtered(lambda item: not (item.active and item.available_in_pos))
        taxes = lines.tax_ids.filtered(lambda tax: not tax.active)
        if lines.filtered(lambda line: not line.product_id):
            return _("A product was deleted: have the sender take the order back.")
        if unsold:
            names = ", ".join(unsold.mapped("display_name"))
            return _("Archived or not available in the point of sale: %s. Change that.", names)
        if taxes:
            return _("Archived taxes: %s. Restore them.", ", ".join(taxes.mapped("name")))
        if self.pricelist_id and not self.pricelist_id.active:
            return _("The price list %s is archived. Restore it.", self.pricelist_id.name)
        till = self.error_config_id.name or _("the till")
        return _("Reload %s, so that it reads the settings and products again.", till)

    def action_retry(self):
        """Offer an order that could not be loaded again, once its cause is mended."""
        orders = self._as_manager()
        orders.write({"last_error": False})
        body = " · ".join((_("To be tried again"), _("Back office"), self.env.user.partner_id.name))
        orders._log_line(body)
        orders._invite("sent")
