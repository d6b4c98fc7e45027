import uuid

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .pos_config import OPEN_SESSION
from .pos_sync_insert import insert_records
from .pos_sync_payload import Refusal, check_payload, dump_payload, is_text, is_uuid
from .pos_sync_select import LEAN, WAIT

_NEW = {
    "state": "sent",
    "holder_config_id": False,
    "amount_paid": 0,
    "amount_difference": 0,
    "is_reconciled": False,
}
SEQUENCE_FIELDS = ["implementation", "prefix", "suffix", "padding", "use_date_range"]


def _cached(value):
    """How the cache holds what was inserted: no value is None, and ids are a tuple."""
    return tuple(value) if isinstance(value, list) else value or None


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
            orders = self.with_context(**LEAN)
            return orders._find_sent(session, vals["uuid"]) or orders._send(session, vals)
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
        order = self._find(session, sync_id, WAIT)
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
        waiting._log_line(body)
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
        if self._find_sent_cart(session, order):
            raise Refusal("sent_elsewhere")
        if not is_text(vals.get("note") or ""):
            raise Refusal("bad_payload", "note")
        receivers = self._get_receivers(session, vals.get("receiver_ids"))
        units = self._get_units(session, lines)
        self._check_taxes(session, lines)
        self._check_promotions(order, receivers)
        parent = self._get_parent(session, vals)
        order_vals = self._prepare_order_vals(session, order)
        self._remove_draft(session, order)
        # From here on nothing is refused any more.
        if parent:
            parent._transition("forwarded", session=session)
        common = {
            **order_vals,
            "batch": vals["uuid"],
            "parent_id": parent.id,
            "note": (vals.get("note") or "").strip() or False,
            "payload": text,
        }
        orders = self._insert_sent(self._split_copies(vals, receivers, common))
        orders._insert_lines(lines, units)
        orders._announce(session)
        return orders._answer_sent()

    @api.model
    def _split_copies(self, vals, receivers, common):
        if not vals.get("copies"):
            return [
                {
                    **common,
                    "uuid": vals["uuid"],
                    "receiver_ids": receivers.ids,
                }
            ]
        return [
            {
                **common,
                "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{vals['uuid']}/{receiver.id}")),
                "receiver_ids": receiver.ids,
            }
            for receiver in receivers
        ]

    @api.model
    def _insert_sent(self, vals_list):
        sequence = self._get_sequence(vals_list[0]["company_id"])
        for vals in vals_list:
            vals.update(_NEW, name=sequence.next_by_id() if sequence else "/")
        # Sudo: the caller, his terminal, the receivers and the order were checked.
        orders = insert_records(self.sudo(), vals_list)
        if not orders:
            self._repeat_call()
        for name in ("name", "uuid", "receiver_ids", "holder_config_id", "sender_config_id"):
            values = [vals[name] for vals in vals_list]
            self.env.cache.insert_missing(orders, self._fields[name], map(_cached, values))
        return orders

    @api.model
    def _get_sequence(self, company_id):
        """The sequence that ``next_by_code`` would take for the company."""
        # Sudo: cashiers do not read sequences.
        return (
            self.env["ir.sequence"]
            .sudo()
            .search_fetch(
                [("code", "=", self._name), ("company_id", "in", [company_id, False])],
                SEQUENCE_FIELDS,
                order="company_id",
                limit=1,
            )
        )

    def _insert_lines(self, lines, units):
        """Write the lines of new orders, each of which has them all.

        :param list lines: as the terminal exports them
        :param dict units: ids of units of measure by the ids of the products
        """
        records = self.env["pos.sync.line"]
        vals_list = [records._prepare_vals(line, units[line["product_id"]]) for line in lines]
        inserted = insert_records(
            records, [{**vals, "sync_order_id": order.id} for order in self for vals in vals_list]
        )
        for start in range(0, len(inserted), len(lines)):
            inserted[start : start + len(lines)]._link_combos(lines)

    def _announce(self, session):
        receivers = ", ".join(self.receiver_ids.mapped("name"))
        words = [_("Sent to %s", receivers), session.config_id.name, self.env.user.partner_id.name]
        self._log_line(" · ".join(words))
        self._invite("sent")
