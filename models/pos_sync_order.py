import json

from odoo import api, fields, models

from .pos_sync_states import STATES


class PosSyncOrder(models.Model):
    """One order on its way from a terminal to another, with its whole history.

    Everybody reads, nobody writes: each change goes through the calls of the terminals
    (``*_from_ui``) or the actions of the managers (``action_*``), which check the caller.
    """

    _name = "pos.sync.order"
    _description = "Synchronized POS Order"
    _inherit = ["mail.thread"]
    _order = "id desc"
    # Read-only for everybody, yet managers discuss an order in its chatter.
    _mail_post_access = "read"

    name = fields.Char(required=True, readonly=True, default="/", index="trigram")
    uuid = fields.Char(
        "UUID",
        required=True,
        readonly=True,
        copy=False,
        help="Made by the sending terminal before it sends: a repeated send is recognized by it.",
    )
    batch = fields.Char(
        required=True,
        readonly=True,
        index=True,
        help="The identity of the send: shared by the copies that were made together.",
    )
    state = fields.Selection(STATES, default="sent", required=True, readonly=True, index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    parent_id = fields.Many2one(
        "pos.sync.order",
        "Passed On From",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    sender_config_id = fields.Many2one(
        "pos.config", "Sender", readonly=True, index=True, ondelete="set null"
    )
    sender_session_id = fields.Many2one("pos.session", readonly=True, ondelete="set null")
    sender_user_id = fields.Many2one("res.users", "Sent By", readonly=True, ondelete="set null")
    sender_cashier = fields.Char("Built By", readonly=True)
    sender_reference = fields.Char(
        "Receipt Number at Sender",
        readonly=True,
        index="btree_not_null",
        help="Reference of the cart that was sent. Another device may still show a copy of it.",
    )
    receiver_ids = fields.Many2many(
        "pos.config", "pos_sync_order_receiver_rel", string="Receivers", readonly=True
    )
    declined_ids = fields.Many2many(
        "pos.config", "pos_sync_order_declined_rel", string="Declined By", readonly=True
    )

    holder_config_id = fields.Many2one(
        "pos.config",
        "Holder",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    holder_session_id = fields.Many2one(
        "pos.session", readonly=True, index="btree_not_null", ondelete="set null"
    )
    holder_user_id = fields.Many2one("res.users", "Taken By", readonly=True, ondelete="set null")
    holder_cashier = fields.Char(readonly=True)
    holder_reference = fields.Char(
        "Receipt Number at Holder",
        readonly=True,
        help="Reference of the holder's cart.",
    )
    token = fields.Char(
        readonly=True,
        groups="base.group_system",
        help="The device that claimed the order last. A session may be open on two devices.",
    )
    claimed_from = fields.Selection(
        STATES,
        readonly=True,
        help="Where the order goes back to when its claim is released.",
    )

    partner_id = fields.Many2one("res.partner", "Customer", readonly=True, ondelete="set null")
    pricelist_id = fields.Many2one("product.pricelist", readonly=True, ondelete="set null")
    fiscal_position_id = fields.Many2one(
        "account.fiscal.position", readonly=True, ondelete="set null"
    )
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    note = fields.Char(readonly=True)
    reason = fields.Char(readonly=True, help="Why the order was returned or declined last.")
    return_count = fields.Integer("Times Returned", readonly=True)
    line_ids = fields.One2many("pos.sync.line", "sync_order_id", "Lines", readonly=True)
    line_count = fields.Integer("Number of Lines", readonly=True)
    amount_total = fields.Monetary("Total", readonly=True)
    amount_tax = fields.Monetary("Taxes", readonly=True)
    payload = fields.Text(
        readonly=True,
        prefetch=False,
        groups="point_of_sale.group_pos_manager",
        help="The order as the sending terminal exported it.",
    )

    sent_at = fields.Datetime("Sent On", readonly=True)
    claimed_at = fields.Datetime("Claimed On", readonly=True)
    delivered_at = fields.Datetime("Delivered On", readonly=True)
    closed_at = fields.Datetime("Closed On", readonly=True)
    expires_at = fields.Datetime("Expires On", readonly=True)
    wait_seconds = fields.Integer(
        "Waiting Time (s)",
        readonly=True,
        group_operator="avg",
        help="From sent to delivered.",
    )

    pos_order_id = fields.Many2one(
        "pos.order",
        "Paid Order",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    amount_paid = fields.Monetary(compute="_compute_reconciliation", store=True)
    amount_difference = fields.Monetary(
        "Difference",
        compute="_compute_reconciliation",
        store=True,
        help="Sold minus sent, tips left out: zero when what was paid is what was sent.",
    )
    is_reconciled = fields.Boolean(
        "Reconciled",
        compute="_compute_reconciliation",
        store=True,
        help="The order was paid and its total is the total that was sent.",
    )

    _sql_constraints = [
        ("uuid_unique", "UNIQUE(uuid)", "This order was sent already."),
    ]

    @api.depends(
        "amount_total",
        "pos_order_id.amount_paid",
        "pos_order_id.amount_total",
        "pos_order_id.tip_amount",
    )
    def _compute_reconciliation(self):
        for order in self:
            sale, difference, is_zero = order.pos_order_id, 0.0, False
            if sale:
                difference = sale.amount_total - sale.tip_amount - order.amount_total
                difference = order.currency_id.round(difference)
                is_zero = order.currency_id.is_zero(difference)
            order.amount_paid = sale.amount_paid
            order.amount_difference = difference
            order.is_reconciled = is_zero

    def init(self):
        # Lists and claims look at the few orders under way, whatever the history.
        self.env.cr.execute(
            """
            CREATE INDEX IF NOT EXISTS pos_sync_order_open_idx ON pos_sync_order (sent_at)
             WHERE state IN ('sent', 'claimed', 'delivered', 'returned')
            """
        )
        return super().init()

    def _load_payload(self):
        """The order as the sender's terminal exported it, a new dict at each call."""
        self.ensure_one()
        return json.loads(self.payload)
