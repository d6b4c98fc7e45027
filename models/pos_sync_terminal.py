from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .pos_sync_payload import is_id, is_text, is_uuid

SUMMARY = ["name", "uuid", "state", "note", "line_count", "amount_total", "reason"]
SUMMARY_FIELDS = [*SUMMARY, "sender_config_id", "sender_cashier", "partner_id", "sent_at"]


class PosSyncOrder(models.Model):
    """What a terminal may ask: what there is to see."""

    _inherit = "pos.sync.order"

    # -- What comes with a call ------------------------------------------------------------

    @api.model
    def _check_id(self, value, what):
        if not is_id(value):
            raise UserError(
                _(
                    "This is not the number of a %(what)s: %(value)r",
                    what=what,
                    value=value,
                )
            )
        return value

    @api.model
    def _check_token(self, token):
        if not is_uuid(token):
            raise UserError(_("The device did not say which one it is. Reload the point of sale."))
        return token

    @api.model
    def _check_text(self, text, what):
        if text and not is_text(text):
            raise UserError(_("The %(what)s is too long or is not a text.", what=what))
        return (text or "").strip() or False

    def _answer_gone(self):
        return {"status": "gone", "state": self.state}

    # -- RPC: lists, called from static/src/app/pos_sync_api.js -----------------------------

    @api.model
    def get_receivers_for_ui(self, session_id):
        """List the terminals that the caller may send to, open or not.

        :return: ``{"status": "ok", "receivers": [{config_id, name, is_open, cashier, waiting}]}``,
            ``waiting`` being the number of orders that are offered there
        """
        config = self._get_caller(session_id, "is_sync_sender").config_id
        receivers = config._get_sync_receivers()
        sessions = {s.config_id: s for s in receivers._get_sync_sessions()}
        waiting = self._count_waiting(receivers)
        return {
            "status": "ok",
            "receivers": [
                {
                    "config_id": receiver.id,
                    "name": receiver.name,
                    "is_open": receiver in sessions,
                    "cashier": sessions[receiver].user_id.name if receiver in sessions else "",
                    "waiting": waiting.get(receiver.id, 0),
                }
                for receiver in receivers
            ],
        }

    @api.model
    def _count_waiting(self, receivers):
        counts = {}
        for order in self.sudo().search(
            [("state", "=", "sent"), ("receiver_ids", "in", receivers.ids)]
        ):
            for config in order._get_offered_configs() & receivers:
                counts[config.id] = counts.get(config.id, 0) + 1
        return counts

    def _get_offered_configs(self):
        return self.receiver_ids - self.declined_ids

    @api.model
    def get_inbox_for_ui(self, session_id):
        """List the orders that wait for the caller, oldest first, and those it is taking.

        What it takes back of its own is not among them: :meth:`get_sent_for_ui` has that.

        :return: ``{"status": "ok", "orders": [summary]}``
        """
        config = self._get_caller(session_id, "is_sync_receiver").config_id
        orders = self._lean()._select(
            [
                "|",
                "&",
                "&",
                ("state", "=", "claimed"),
                ("holder_config_id", "=", config.id),
                ("sender_config_id", "!=", config.id),
                "&",
                "&",
                ("state", "=", "sent"),
                ("receiver_ids", "in", config.ids),
                ("declined_ids", "not in", config.ids),
            ],
            SUMMARY_FIELDS,
            order="sent_at, id",
        )
        return {"status": "ok", "orders": orders._prepare_summaries()}

    @api.model
    def get_sent_for_ui(self, session_id):
        """List what the caller sent and what has not ended, oldest first.

        :return: as :meth:`get_inbox_for_ui`; each summary has ``holder`` and ``receivers`` too
        """
        config = self._get_caller(session_id, "is_sync_sender").config_id
        orders = self._lean()._select(
            [
                ("sender_config_id", "=", config.id),
                ("state", "in", ("sent", "claimed", "delivered", "returned")),
            ],
            [*SUMMARY_FIELDS, "holder_config_id", "receiver_ids"],
            order="sent_at, id",
        )
        (orders.holder_config_id | orders.receiver_ids)._recall_sync_settings()
        summaries = orders._prepare_summaries()
        for order, summary in zip(orders, summaries, strict=True):
            summary["holder"] = order.holder_config_id.name or ""
            summary["receivers"] = order.receiver_ids.mapped("name")
        return {"status": "ok", "orders": summaries}

    @api.model
    def get_lines_for_ui(self, session_id, sync_id):
        """List the lines of an order that the caller sends, is offered or holds.

        :return: ``{"status": "ok", "lines": [dict]}``, or ``gone``
        """
        session = self._get_caller(session_id)
        order = self._find(session, sync_id)
        if session.config_id not in order._concerned_configs():
            return {"status": "gone", "state": False}
        fields_read = [
            "full_product_name", "qty", "price_unit", "discount", "price_subtotal_incl",
            "customer_note", "lot_names", "is_manual_price",
        ]  # fmt: skip
        lines = order.line_ids
        return {
            "status": "ok",
            "lines": [
                {
                    **values,
                    "uom": line.uom_id.name or "",
                    "combo_parent_id": line.combo_parent_id.id,
                }
                for line, values in zip(lines, lines.read(fields_read, load=False), strict=True)
            ],
        }

    def _prepare_summaries(self):
        now = fields.Datetime.now()
        self.sender_config_id._recall_sync_settings()
        return [
            {
                "id": order.id,
                **{name: order[name] for name in SUMMARY},
                "sender": order.sender_config_id.name or "",
                "cashier": order.sender_cashier or "",
                "partner": order.partner_id.name or "",
                "sent_at": fields.Datetime.to_string(order.sent_at),
                "age_seconds": int((now - order.sent_at).total_seconds()),
            }
            for order in self
        ]
