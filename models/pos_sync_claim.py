from odoo import _, api, fields, models

from .pos_sync_caller import KEEP_OPEN
from .pos_sync_payload import is_uuid
from .pos_sync_select import CALL_FIELDS, WAIT

# Where an order is with one terminal, and with none other.
HELD = ("claimed", "delivered")
MAX_ASKED = 1000


class PosSyncOrder(models.Model):
    """The second half of a hand-off: claim, load, confirm, or let go.

    A claim takes the order off the lists; the terminal loads it into a cart and confirms. A
    terminal that dies in between claims again with its token and gets the same answer.
    """

    _inherit = "pos.sync.order"

    # -- RPC: taking, called from static/src/app/pos_sync_api.js -----------------------------

    @api.model
    def claim_from_ui(self, session_id, sync_id, token):
        """Take a waiting order for the calling terminal.

        :param str token: of the device
        :return: ``{"status": "claimed", "order": payload, "uuid": uuid}``, the same for the same
            token; ``{"status": "taken", "by": terminal}``; ``{"status": "gone", "state": state}``
        """
        session = self._get_caller(session_id, "is_sync_receiver", KEEP_OPEN)
        return self._claim(session, sync_id, self._check_token(token))

    @api.model
    def recall_from_ui(self, session_id, sync_id, token):
        """Claim an order of the caller's own that waits or came back.

        :return: as :meth:`claim_from_ui`; the confirmation answers ``recalled``
        """
        session = self._get_caller(session_id, "is_sync_sender", KEEP_OPEN)
        own = [("sender_config_id", "=", session.config_id.id)]
        return self._claim(session, sync_id, self._check_token(token), own)

    @api.model
    def _claim(self, session, sync_id, token, domain=()):
        """Claim an order of the company that ``domain`` admits."""
        domain = [*self._prepare_find_domain(session, sync_id), *domain]
        locked = self._lean()._select_or_skip(domain, [*CALL_FIELDS, "payload"])
        if locked:
            return locked._take(session, token)
        order = self._lean()._select(domain)
        if not order:
            return order._answer_gone()
        is_up_to_date = locked is not None
        if is_up_to_date and order._is_held_by_another(session, token):
            return order._answer_taken()
        return order._answer_lost_race(session, token)

    def _take(self, session, token):
        if self._is_held_by(session, token):
            return self._answer_claimed()
        if self._is_held_by_another(session, token):
            return self._answer_taken()
        if self._is_expired():
            self._transition("returned", reason=_("Nobody took it in time."))
        if not self._is_offered_to(session.config_id):
            return self._answer_gone()
        self._transition(
            "claimed",
            session=session,
            token=token,
            holder_config_id=session.config_id.id,
            holder_session_id=session.id,
            holder_user_id=self.env.uid,
            holder_cashier=self.env.user.partner_id.name,
        )
        return self._answer_claimed()

    def _answer_taken(self):
        holder = self.holder_config_id._recall_sync_settings()
        return {"status": "taken", "by": holder.name}

    def _answer_claimed(self):
        return {"status": "claimed", "order": self._load_payload(), "uuid": self.uuid}

    def _is_offered_to(self, config):
        if config == self.sender_config_id:
            return self.state in ("sent", "returned")
        return self.state == "sent" and config in self._get_offered_configs()

    def _is_expired(self):
        return self.state == "sent" and self.expires_at and self.expires_at <= fields.Datetime.now()

    def _is_held_by(self, session, token, states=HELD):
        return (
            self.state in states
            and self.holder_config_id == session.config_id
            and self.token == token
        )

    def _is_held_by_another(self, session, token):
        return self.state in HELD and not self._is_held_by(session, token)

    # -- RPC: settling a claim -----------------------------------------------------------------

    @api.model
    def confirm_from_ui(self, session_id, sync_id, token, pos_reference):
        """Say that a claimed order is in the caller's cart.

        :param str pos_reference: the receipt number of that cart
        :return: ``{"status": "delivered"}``, ``{"status": "recalled"}`` to the sender himself, or
            ``gone``
        """
        session, order = self._get_held(session_id, sync_id, token)
        if order._is_held_by(session, token, ("done",)):
            return {"status": "delivered"}
        if not order._is_held_by(session, token, (*HELD, "recalled")):
            return order._answer_gone()
        is_recall = order.holder_config_id == order.sender_config_id
        if order.state == "claimed":
            order._transition(
                "recalled" if is_recall else "delivered",
                session=session,
                holder_reference=self._check_text(pos_reference, _("receipt number")),
            )
        return {"status": order.state}

    @api.model
    def release_from_ui(self, session_id, sync_id, token, reason=False):
        """Put a claimed order back to where it was before the claim.

        :return: ``{"status": "released"}``, or ``gone``
        """
        session, order = self._get_held(session_id, sync_id, token)
        if order.state == "claimed" and order._is_held_by(session, token):
            reason = self._check_text(reason, _("reason"))
            order._release(session, reason)
            order.last_error = reason
            return {"status": "released"}
        is_repeat = order.state in ("sent", "returned") and order.token == token
        return {"status": "released"} if is_repeat else order._answer_gone()

    def _release(self, session=None, reason=False):
        """Undo the claim. An order that nobody is offered any more goes back to its sender."""
        goes_back = self.claimed_from == "returned" or not self._get_offered_configs()
        self._transition("returned" if goes_back else "sent", session=session, reason=reason)

    @api.model
    def give_back_from_ui(self, session_id, sync_id, token, reason=False):
        """Return an order that the caller has in a cart to its sender.

        :return: ``{"status": "returned"}``, or ``gone``
        """
        session, order = self._get_held(session_id, sync_id, token)
        if order.state in ("claimed", "delivered") and order._is_held_by(session, token):
            reason = self._check_text(reason, _("reason")) or _("Given back")
            order._transition("returned", session=session, reason=reason)
            return {"status": "returned"}
        is_repeat = order.state == "returned" and order.token == token
        return {"status": "returned"} if is_repeat else order._answer_gone()

    @api.model
    def decline_from_ui(self, session_id, sync_id, reason=False):
        """Refuse an order that is offered to the caller. The last refusal returns it.

        :return: ``{"status": "declined"}``, or ``gone``
        """
        session = self._get_caller(session_id, "is_sync_receiver")
        order, config = self._find(session, sync_id, WAIT), session.config_id
        reason = self._check_text(reason, _("reason")) or _("Declined")
        if config in order.declined_ids:
            return {"status": "declined"}
        if order.state != "sent" or config not in order.receiver_ids:
            return order._answer_gone()
        order.write({"declined_ids": [fields.Command.link(config.id)], "reason": reason})
        if order._get_offered_configs():
            words = (_("Declined"), config.name, self.env.user.partner_id.name, reason)
            order._log_line(" · ".join(words))
            order._invite("declined")
        else:
            order._transition("returned", session=session, reason=reason)
        return {"status": "declined"}

    @api.model
    def check_carts_from_ui(self, session_id, token, uuids):
        """Tell which of the caller's carts are still his.

        :param list uuids: the identities that carts in the browser's storage carry, of orders
            received and of sends begun
        :return: ``{"status": "ok", "orders": {uuid: {id, state, mine, holder}}}``, ``holder``
            being the id of the terminal where the order is or ended, or False; what was never
            sent is not in it
        """
        session, token = self._get_caller(session_id), self._check_token(token)
        asked = [value for value in uuids if is_uuid(value)] if isinstance(uuids, list) else []
        orders = self.sudo().search(
            [
                ("company_id", "=", session.company_id.id),
                "|",
                ("uuid", "in", asked[:MAX_ASKED]),
                ("batch", "in", asked[:MAX_ASKED]),
            ],
            order="id desc",
        )
        return {
            "status": "ok",
            "orders": {
                key: {
                    "id": order.id,
                    "state": order.state,
                    "mine": order._is_held_by(session, token, (*HELD, "recalled")),
                    "holder": order.holder_config_id.id,
                }
                for order in orders
                for key in {order.batch, order.uuid} & set(asked)
            },
        }

    @api.model
    def _get_held(self, session_id, sync_id, token):
        session = self._get_caller(session_id)
        self._check_token(token)
        return session, self._find(session, sync_id, WAIT)
