from odoo import api, fields, models

from .pos_sync_payload import PAID_STATES, is_uuid
from .pos_sync_states import LOST


class PosOrder(models.Model):
    _inherit = "pos.order"

    sync_order_id = fields.Many2one(
        "pos.sync.order",
        "Synchronized Order",
        readonly=True,
        copy=False,
        ondelete="set null",
        help="The order that another point of sale handed over and that was sold with this one.",
    )

    def init(self):
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS pos_order_sync_order_id_idx
                ON pos_order (sync_order_id)
             WHERE sync_order_id IS NOT NULL;
            CREATE UNIQUE INDEX IF NOT EXISTS pos_order_sync_order_paid_uniq
                ON pos_order (sync_order_id)
             WHERE sync_order_id IS NOT NULL AND state IN ('paid', 'done', 'invoiced')
            """
        )
        return super().init()

    @api.model
    def create_from_ui(self, orders, draft=False):
        """Take the hand-offs of these carts before core begins.

        The race: two sales of one order, or one that arrives twice, or a draft beside the loss of
        its order. The second must see the first, so Odoo repeats the call; core's own handling
        of errors, further in, would not let it.
        """
        synced = (
            self.env["pos.sync.order"]
            .sudo()
            .union(*(self._get_sync_order(order["data"]) for order in orders))
        )
        synced._take_turns()
        rows = super().create_from_ui(orders, draft=draft)
        lost = draft and synced.filtered(lambda order: order.state in LOST)
        if lost:
            # Saved before the terminal heard that the order is somebody else's by now.
            lost._remove_drafts()
            kept = self.browse([row["id"] for row in rows]).exists().ids
            rows = [row for row in rows if row["id"] in kept]
        return rows

    @api.model
    def _order_fields(self, ui_order):
        return {
            **super()._order_fields(ui_order),
            "sync_order_id": self._get_sync_order(ui_order).id,
        }

    @api.model
    def _get_sync_order(self, ui_order):
        """The hand-off that a cart belongs to.

        A cart that another device, which shows it too, has sent is sold under what was sent; else
        a cart is sold under what it received.
        """
        session = self.env["pos.session"].browse(ui_order["pos_session_id"])
        # Sudo: the link is set by the terminal's word, within its own company.
        order = self.env["pos.sync.order"].sudo()._find_sent_cart(session, ui_order)
        uuid = ui_order.get("sync_uuid")
        if order or not is_uuid(uuid):
            return order
        return order.search([("uuid", "=", uuid), ("company_id", "=", session.company_id.id)])

    def _process_saved_order(self, draft):
        """Settle the hand-off with the sale: an order is sold once, whoever sells it."""
        sync_order = self.sudo().sync_order_id
        if draft or not sync_order:
            return super()._process_saved_order(draft)
        if not sync_order._lock()._accept_sale(self):
            self.sync_order_id = False
        result = super()._process_saved_order(draft)
        if self.sync_order_id and self.state in PAID_STATES:
            sync_order._settle(self)
        return result

    def _export_for_ui(self, order):
        result = super()._export_for_ui(order)
        if order.sync_order_id:
            result["sync_uuid"] = order.sync_order_id.uuid
            result["sync_origin"] = order.sync_order_id._prepare_origin()
        return result
