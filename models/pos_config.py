from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

OPEN_SESSION = ("opening_control", "opened")


class PosConfig(models.Model):
    _inherit = "pos.config"

    is_sync_sender = fields.Boolean(
        "Is Sender",
        help="Cashiers of this point of sale can send their orders to other ones.",
    )
    is_sync_receiver = fields.Boolean(
        "Is Receiver",
        help="This point of sale can receive orders that other ones send.",
    )
    sync_receiver_ids = fields.Many2many(
        "pos.config",
        "pos_config_sync_receiver_rel",
        "sender_id",
        "receiver_id",
        string="May Send To",
        domain="[('is_sync_receiver', '=', True), ('company_id', '=', company_id)]",
        help="The receivers that a cashier can choose. Empty: every receiver of the company.",
    )
    sync_expiry_minutes = fields.Integer(
        "Orders Expire After (min)",
        help="Orders sent from here that nobody took by then are returned. 0: never.",
    )
    sync_alert_minutes = fields.Integer(
        "Alert After (min)",
        default=15,
        help="An activity asks the responsible person about orders that wait longer. 0: never.",
    )
    sync_responsible_id = fields.Many2one(
        "res.users",
        "Responsible for Waiting Orders",
        ondelete="set null",
        help="Who is asked about them. Empty: the user who sent the order.",
    )
    sync_sound = fields.Boolean(
        "Sound on Arrival",
        default=True,
        help="Ring when an order arrives at this point of sale.",
    )

    sync_reasons = fields.Text(
        "Ready-Made Reasons",
        translate=True,
        default=lambda self: self._default_sync_reasons(),
        help="What a cashier can choose when he declines an order or gives it back, one per line.",
    )

    _sql_constraints = [
        (
            "sync_expiry_positive",
            "CHECK (sync_expiry_minutes >= 0)",
            "The expiry of sent orders cannot be negative.",
        ),
    ]

    @api.constrains("sync_receiver_ids")
    def _check_sync_receivers(self):
        for config in self:
            if config in config.sync_receiver_ids:
                raise ValidationError(_("%s cannot send orders to itself.", config.name))
            strangers = config.sync_receiver_ids.filtered(
                lambda receiver, company=config.company_id: receiver.company_id != company
            )
            if strangers:
                raise ValidationError(
                    _(
                        "%(names)s: orders travel within one company only.",
                        names=", ".join(strangers.mapped("name")),
                    )
                )

    @api.model
    def _default_sync_reasons(self):
        return _("Customer left\nOut of stock\nMeant for another till")

    def _get_sync_reasons(self):
        """The reasons in the language of the reader. Odoo keeps a default in one language only."""
        untouched = self.with_context(lang="en_US")._default_sync_reasons()
        is_default = self.sync_reasons == untouched
        return self._default_sync_reasons() if is_default else self.sync_reasons

    def _get_sync_receivers(self):
        """The points of sale that this one may send to, whether they are open or not."""
        candidates = [("company_id", "=", self.company_id.id), ("is_sync_receiver", "=", True)]
        return self._filter_sync_receivers(self.search(candidates))

    def _filter_sync_receivers(self, candidates):
        """Of points of sale of the same company, those that this one may send to."""
        self.ensure_one()
        allowed = candidates.filtered(
            lambda config: config.active and config.is_sync_receiver and config != self
        )
        # An archived one that is listed still limits: hidden, it would open all the others.
        listed = self.with_context(active_test=False).sync_receiver_ids
        return allowed & listed if listed else allowed

    def _sync_expiry_date(self):
        """When an order that is sent from here now would expire, or False."""
        minutes = self.sync_expiry_minutes
        return bool(minutes) and fields.Datetime.add(fields.Datetime.now(), minutes=minutes)

    def _get_sync_sessions(self):
        """The sessions in which these points of sale are open now."""
        return (
            self.env["pos.session"]
            .sudo()
            .search_fetch(
                [
                    ("config_id", "in", self.ids),
                    ("state", "in", OPEN_SESSION),
                    ("rescue", "=", False),
                ],
                ["config_id", "user_id", "access_token"],
            )
        )
