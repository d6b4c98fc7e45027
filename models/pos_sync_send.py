import uuid

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .pos_config import OPEN_SESSION
from .pos_sync_payload import Refusal, check_payload, dump_payload, is_text, is_uuid


class PosSyncOrder(models.Model):
    """The first half of a hand-off: from the sender's cart into the waiting lists."""

    _inherit = "pos.sync.order"

    # -- RPC: sending, called from static/src/app/pos_sync_api.js ---------------------------

    @api.model
    def send_from_ui(self, session_id, vals):
        """Take an order over from the caller's cart and offer it to the receivers.

        A draft that the server holds of this cart leaves with it, in the same transaction.

        :param dict vals: ``uuid`` made by the terminal, ``receiver_ids``, ``note``, ``copies``
            (one independent order per receiver), ``order`` (``Order.export_as_JSON``),
            ``parent_id`` (the received order that is passed on)
        :return: ``{"status": "sent", "orders": [{id, name, uuid, receiver_ids}]}``, the same for
            the same ``uuid``, or ``{"status": "refused", "reason": code, "message": text}``
        """
        try:
            session = self._get_session(session_id)
            if not isinstance(vals, dict) or not is_uuid(vals.get("uuid")):
                raise Refusal("bad_payload", "uuid")
            return self._find_sent(session, vals["uuid"]) or self._send(session, vals)
        except Refusal as refusal:
            return {
                "status": "refused",
                "reason": refusal.code,
                "message": self._explain_refusal(refusal),
            }

    @api.model
    def resend_from_ui(self, session_id, sync_id, receiver_ids):
        """Offer an order of the caller that waits or came back to other receivers.

        :return: ``{"status": "sent"}``, or ``gone`` where the order is elsewhere by now
        """
        session = self._get_caller(session_id, "is_sync_sender")
        order = self._find(session, sync_id)._lock()
        if order.sender_config_id != session.config_id or order.state not in (
            "sent",
            "returned",
        ):
            return order._answer_gone()
        try:
            receivers = self._get_receivers(session, receiver_ids)
            self._check_promotions(order._load_payload(), receivers)
        except Refusal as refusal:
            raise UserError(self._explain_refusal(refusal)) from refusal
        is_repeat = order.state == "sent" and order._get_offered_configs() == receivers
        if is_repeat and not order._is_expired():
            return {"status": "sent"}
        order._offer(receivers, session)
        return {"status": "sent"}

    def _offer(self, receivers, session=None, reason=False):
        """Offer waiting or returned orders to ``receivers``, afresh."""
        vals = {
            "receiver_ids": [Command.set(receivers.ids)],
            "declined_ids": [Command.clear()],
            "sent_at": fields.Datetime.now(),
        }
        waiting = self.filtered(lambda order: order.state == "sent")
        (self - waiting)._transition("sent", session=session, reason=reason, **vals)
        before = waiting._map_concerned_configs()
        for order in waiting:
            order.write({**vals, "expires_at": order.sender_config_id._sync_expiry_date()})
        where = session.config_id.name if session else _("Back office")
        body = " · ".join(
            filter(
                None,
                (
                    _("Offered to %s", ", ".join(receivers.mapped("name"))),
                    where,
                    reason,
                ),
            )
        )
        waiting._message_log_batch({order.id: body for order in waiting})
        waiting._invite("sent", before)

    # -- The caller and his order ------------------------------------------------------------

    @api.model
    def _check_sender(self, session):
        if session.state not in OPEN_SESSION:
            raise Refusal("session_closed")
        if not session.config_id.is_sync_sender:
            raise Refusal("not_sender")

    @api.model
    def _find_sent(self, session, batch):
        """The answer to a send that was answered before, or nothing."""
        orders = self.sudo().search(["|", ("batch", "=", batch), ("uuid", "=", batch)], order="id")
        if orders.filtered(
            lambda order: order.batch != batch or order.sender_config_id != session.config_id
        ):
            # Somebody else's identity, or that of one copy of a batch.
            raise Refusal("bad_payload", "uuid")
        return orders and orders._answer_sent()

    def _answer_sent(self):
        return {
            "status": "sent",
            "orders": [
                {
                    "id": order.id,
                    "name": order.name,
                    "uuid": order.uuid,
                    "receiver_ids": order.receiver_ids.ids,
                }
                for order in self
            ],
        }

    def _send(self, session, vals):
        self._check_sender(session)
        order = vals.get("order")
        text = dump_payload(order, self._get_max_payload_bytes())
        lines = check_payload(order)
        if not is_text(vals.get("note") or ""):
            raise Refusal("bad_payload", "note")
        receivers = self._get_receivers(session, vals.get("receiver_ids"))
        products = self._get_products(session, lines)
        self._check_taxes(session, lines)
        self._check_promotions(order, receivers)
        parent = self._get_parent(session, vals)
        order_vals = self._prepare_order_vals(session, order)
        # From here on nothing is refused any more.
        self._remove_draft(session, order)
        if parent:
            parent._transition("forwarded", session=session)
        common = {
            **order_vals,
            "batch": vals["uuid"],
            "parent_id": parent.id,
            "note": (vals.get("note") or "").strip() or False,
            "payload": text,
            "line_ids": [
                Command.create(
                    self.env["pos.sync.line"]._prepare_vals(line, products[line["product_id"]])
                )
                for line in lines
            ],
        }
        orders = self._create_sent(self._split_copies(vals, receivers, common))
        for sent in orders:
            sent.line_ids._link_combos(lines)
        orders._announce(session)
        return orders._answer_sent()

    @api.model
    def _split_copies(self, vals, receivers, common):
        if not vals.get("copies"):
            return [
                {
                    **common,
                    "uuid": vals["uuid"],
                    "receiver_ids": [Command.set(receivers.ids)],
                }
            ]
        return [
            {
                **common,
                "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{vals['uuid']}/{receiver.id}")),
                "receiver_ids": [Command.set(receiver.ids)],
            }
            for receiver in receivers
        ]

    @api.model
    def _create_sent(self, vals_list):
        self._reserve(vals_list)
        # Sudo: the caller, his terminal, the receivers and the order were checked.
        quiet = {"mail_create_nolog": True, "mail_create_nosubscribe": True}
        return self.sudo().with_context(**quiet).create(vals_list)

    def _announce(self, session):
        receivers = ", ".join(self.receiver_ids.mapped("name"))
        words = [_("Sent to %s", receivers), session.config_id.name, self.env.user.name]
        self._message_log_batch({order.id: " · ".join(words) for order in self})
        self._invite("sent")
