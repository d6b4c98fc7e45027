from markupsafe import Markup

from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError

from .pos_sync_insert import insert_records
from .pos_sync_states import LOST, PAYABLE, TRANSITIONS

# An object, not a value: no caller of an RPC can put it into a context.
MOVE_KEY = "pos_sync_move"
_MOVE = object()

_NOBODY = {
    "holder_config_id": False,
    "holder_session_id": False,
    "holder_user_id": False,
    "holder_cashier": False,
    "holder_reference": False,
    "claimed_at": False,
    "claimed_from": False,
}


class PosSyncOrder(models.Model):
    """The states of an order: one table, one writer, one log line and one invitation each."""

    _inherit = "pos.sync.order"

    def _transition(self, state, *, session=None, reason=False, **vals):
        """Move the orders to ``state``, log who did it, where and why, and tell the terminals.

        :param session: the ``pos.session`` of the acting terminal, none from the backend
        :param reason: text, kept on the order when it comes back
        :param vals: what else the move writes, over what each state implies
        :raise UserError: a move that ``TRANSITIONS`` does not list
        """
        bodies, before = {}, self._map_concerned_configs()
        for order in self:
            order._check_move(state)
            bodies[order.id] = order._describe_move(state, session, reason)
            order.with_context(**{MOVE_KEY: _MOVE}).write(
                {**order._prepare_entry_vals(state, reason), **vals, "state": state}
            )
        if state in LOST:
            self._remove_drafts()
        self._log_lines(bodies)
        self._invite(state, before)

    def _log_lines(self, bodies):
        """Add a line to the log of each order, which no one is notified of.

        As ``_message_log_batch`` does, without what only e-mails need: that takes longer than
        the move itself.

        :param dict bodies: text by the id of the order
        """
        common = {
            "author_id": self.env.user.partner_id.id,
            "date": fields.Datetime.now(),
            "message_type": "notification",
            "subtype_id": self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note"),
            "is_internal": True,
            "email_add_signature": False,
            "model": self._name,
        }
        insert_records(
            self.env["mail.message"],
            [
                {**common, "res_id": order.id, "body": Markup("<p>%s</p>") % bodies[order.id]}
                for order in self
            ],
        )
        self.invalidate_recordset(["message_ids"], flush=False)

    def _log_line(self, body):
        self._log_lines({order.id: body for order in self})

    def _remove_drafts(self):
        """Take away what Odoo saved of carts that have lost these orders."""
        drafts = self.env["pos.order"].search(
            [
                ("sync_order_id", "in", self.ids),
                ("state", "=", "draft"),
                ("payment_ids", "=", False),
            ]
        )
        if drafts:
            drafts.remove_from_ui(drafts.ids)

    def write(self, vals):
        """Refuse a state that does not come from :meth:`_transition`.

        :raise AccessError: the state would be written past the transition table
        """
        if "state" in vals and self.env.context.get(MOVE_KEY) is not _MOVE:
            raise AccessError(_("The state of a synchronized order follows its hand-off only."))
        return super().write(vals)

    def message_post(self, **kwargs):
        """Let managers add to the log. What the moves write does not come this way.

        :raise AccessError: anybody else
        """
        is_manager = self.env.user.has_group("point_of_sale.group_pos_manager")
        if not (self.env.su or is_manager):
            raise AccessError(_("Only managers of the point of sale write into the log."))
        return super().message_post(**kwargs)

    def _check_move(self, state):
        legal = TRANSITIONS.get(self.state, set()) | ({"done"} if self.state in PAYABLE else set())
        if state not in legal:
            labels = self._state_labels()
            raise UserError(
                _(
                    "Order %(name)s cannot go from “%(old)s” to “%(new)s”.",
                    name=self.name,
                    old=labels[self.state],
                    new=labels.get(state, state),
                )
            )

    def _prepare_entry_vals(self, state, reason):
        """What entering ``state`` means for the other fields."""
        now = fields.Datetime.now()
        if state == "sent":
            return {**_NOBODY, "expires_at": self.sender_config_id._sync_expiry_date()}
        if state == "claimed":
            return {"claimed_at": now, "claimed_from": self.state}
        if state == "delivered":
            seconds = int((now - (self.sent_at or now)).total_seconds())
            return {"delivered_at": now, "wait_seconds": seconds}
        if state == "returned":
            return {
                **_NOBODY,
                "reason": reason,
                "expires_at": False,
                "return_count": self.return_count + 1,
            }
        return {"closed_at": now, **({"reason": reason} if reason else {})}

    def _state_labels(self):
        return dict(self._fields["state"]._description_selection(self.env))

    def _describe_move(self, state, session, reason):
        labels = self._state_labels()
        where = session.config_id.name if session else _("Back office")
        words = [f"{labels[self.state]} → {labels[state]}", where, self.env.user.partner_id.name]
        return " · ".join(words + [reason] if reason else words)
