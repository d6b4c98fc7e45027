from odoo import _, api, models

from .pos_sync_states import PAYABLE


class PosSyncOrder(models.Model):
    """The end of a hand-off: the sale, and the session that closes without one."""

    _inherit = "pos.sync.order"

    @api.model
    def _find_sent_cart(self, session, cart):
        """The order that another device has made of this cart, in sudo, whatever became of it.

        Where open orders are shared, several devices show one cart by its draft on the server. That
        leaves when one of them sends it; the others may not have heard of it yet. What is taken
        back or received is a cart with another receipt number.
        """
        # Sudo: drafts are shared between terminals of the company, and only looked for there.
        orders, draft = self.sudo(), cart.get("server_id")
        if not draft or self.env["pos.order"].sudo().browse(draft).exists():
            return orders.browse()
        return orders.search(
            [
                ("sender_reference", "=", cart.get("name") or ""),
                ("company_id", "=", session.company_id.id),
            ],
            limit=1,
        )

    def _accept_sale(self, sale):
        """Whether ``sale`` may be the sale of this locked order. A second one is logged only.

        :param sale: the ``pos.order`` that is about to be paid
        """
        if self.state in PAYABLE:
            return True
        is_copy = sale.pos_reference == self.sender_reference
        if self.state == "recalled" and sale.config_id == self.sender_config_id and not is_copy:
            # An ordinary cart of the sender, whose mark went a moment late.
            return False
        if self.pos_order_id != sale:
            self._log_line(
                _(
                    "A second sale of this order arrived: %(reference)s of %(amount)s at "
                    "%(terminal)s by %(user)s. It is kept as a sale of its own. Check whether "
                    "the customer paid twice.",
                    reference=sale.pos_reference,
                    amount=self.currency_id.format(sale.amount_total),
                    terminal=sale.config_id.name,
                    user=self.env.user.name,
                )
            )
            self._invite("paid_twice")
        return self.pos_order_id == sale

    def _settle(self, sale):
        """The order was sold: a fact, wherever the order was thought to be."""
        if self.state not in PAYABLE:
            return
        unexpected = self.holder_config_id != sale.config_id
        self._transition(
            "done",
            session=sale.session_id,
            reason=_("Sold where it was not expected to be: %s", sale.config_id.name)
            if unexpected
            else False,
            pos_order_id=sale.id,
            holder_config_id=sale.config_id.id,
            holder_session_id=sale.session_id.id,
        )

    def _prepare_origin(self):
        """What a received cart shows of where it comes from."""
        return {
            "id": self.id,
            "name": self.name,
            "sender": self.sender_config_id.name or "",
            "cashier": self.sender_cashier or "",
            "note": self.note or "",
        }

    def _search_under_way(self, config):
        """The orders that ``config`` sent, is offered or holds and that have not ended."""
        return self.search(
            [
                ("state", "in", list(PAYABLE)),
                "|",
                "|",
                ("sender_config_id", "=", config.id),
                ("receiver_ids", "in", config.ids),
                ("holder_config_id", "=", config.id),
            ],
            order="sent_at, id",
        )

    def _return_unpaid(self, sessions):
        """Give what closing sessions hold back to the senders.

        The race: an order is claimed while the session closes, which may take its time. What was
        committed meanwhile is found past this transaction's view; to lock it has Odoo repeat the
        whole call.
        """
        domain = [
            ("holder_session_id", "in", sessions.ids),
            ("state", "in", ("claimed", "delivered")),
        ]
        with self.env.registry.cursor() as cr:
            now = self.with_env(self.env(cr=cr)).search(domain).ids
        self.browse(now)._lock()
        if self.search_count([("id", "in", now)]) != len(now):
            # Sent and claimed since this transaction began: to be seen by none of it.
            self._repeat_call()
        held = self.search(domain)
        for session in held.holder_session_id:
            held.filtered(
                lambda order, session=session: order.holder_session_id == session
            )._lock()._transition(
                "returned",
                session=session,
                reason=_("%s closed its session without selling it.", session.config_id.name),
            )
