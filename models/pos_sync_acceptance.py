from odoo import _, api, fields, models

from .pos_sync_payload import PAID_STATES, Refusal, is_id
from .pos_sync_select import WAIT

MAX_PAYLOAD_PARAMETER = "bi_pos_multi_session_sync.max_payload_kib"


class PosSyncOrder(models.Model):
    """Whether a send can be accepted: what the order refers to, and where it may go.

    A terminal's word is checked, never believed. Sudo below reads records by ids of the payload;
    each is held against the company of the caller's session before it is used.
    """

    _inherit = "pos.sync.order"

    @api.model
    def _prepare_order_vals(self, session, order):
        config = session.config_id
        employee = order.get("employee_id") and self._get_employee(order["employee_id"])
        return {
            "company_id": config.company_id.id,
            "currency_id": config.currency_id.id,
            "sender_config_id": config.id,
            "sender_session_id": session.id,
            "sender_user_id": self.env.uid,
            "sender_cashier": employee or self.env.user.partner_id.name,
            "sender_reference": order.get("name") or False,
            "partner_id": self._get_record(session, order, "partner_id", "res.partner"),
            "pricelist_id": self._get_record(session, order, "pricelist_id", "product.pricelist"),
            "fiscal_position_id": self._get_record(
                session, order, "fiscal_position_id", "account.fiscal.position"
            ),
            "line_count": len(order["lines"]),
            "amount_total": order["amount_total"],
            "amount_tax": order["amount_tax"],
            "sent_at": fields.Datetime.now(),
            "expires_at": config._sync_expiry_date(),
        }

    @api.model
    def _get_record(self, session, order, field, model):
        record = self.env[model].sudo().browse(order.get(field) or []).exists()
        if order.get(field) and (not record or self._get_foreign(session, record)):
            raise Refusal("bad_payload", field)
        return record.id

    @api.model
    def _get_foreign(self, session, records):
        """Those that belong to a company whose records the caller's may not use.

        A branch uses some of its parent's, each model says so. Asking costs a query, which is
        saved where all is the company's own.
        """
        company = session.config_id.company_id
        foreign = records.filtered(
            lambda record: record.company_id and record.company_id != company
        )
        if not foreign:
            return foreign
        return foreign - foreign.filtered_domain(foreign._check_company_domain(company))

    @api.model
    def _get_employee(self, employee_id):
        """The name of the person at the till, where employees log in (pos_hr)."""
        if "hr.employee" not in self.env:
            return False
        return self.env["hr.employee"].sudo().browse(employee_id).exists().name

    @api.model
    def _get_units(self, session, lines):
        """The ids of the products' units of measure by the ids of the products."""
        ids = {line["product_id"] for line in lines}
        products = self.env["product.product"].sudo().with_context(active_test=False)
        query = products._search([("id", "in", list(ids))])
        names = ("id", "uom_id", "company_id")
        columns = [products._field_to_sql(products._table, name, query) for name in names]
        self.env.cr.execute(query.select(*columns))
        rows = self.env.cr.fetchall()
        units = {product_id: unit for product_id, unit, _company in rows}
        products = products.browse(units)
        companies = [company for _product, _unit, company in rows]
        self.env.cache.insert_missing(products, products._fields["company_id"], companies)
        unknown = ids - set(units) | set(self._get_foreign(session, products).ids)
        if unknown:
            raise Refusal("unknown_product", ", ".join(map(str, sorted(unknown))))
        return units

    @api.model
    def _check_promotions(self, order, receivers):
        """Every promotion, coupon and gift card in use must be valid where the order goes."""
        if "loyalty.program" not in self.env or not order:
            return
        lines = [command[2] for command in order["lines"]]
        coupons = order.get("codeActivatedCoupons") or []
        rewards = {line.get("reward_id") for line in lines}
        programs = {line.get("eWalletGiftCardProgramId") for line in lines}
        programs |= {c.get("program_id") for c in coupons if isinstance(c, dict)}
        # Sudo: only whether the receivers take part is read, and the names of the programs.
        env = self.sudo().with_context(prefetch_fields=True).env
        used = env["loyalty.reward"].browse(filter(is_id, rewards)).exists().program_id
        used |= env["loyalty.program"].browse(filter(is_id, programs)).exists()
        for receiver in receivers:
            missing = used - receiver.with_env(env)._get_program_ids()
            if missing:
                names = ", ".join(missing.mapped("name"))
                raise Refusal(
                    "promotion", _("“%(names)s” at %(till)s", names=names, till=receiver.name)
                )

    @api.model
    def _check_taxes(self, session, lines):
        ids = {tax for line in lines for command in line.get("tax_ids") or [] for tax in command[2]}
        taxes = self.env["account.tax"].sudo().with_context(active_test=False)
        taxes = taxes.search_fetch([("id", "in", list(ids))], ["company_id"], order="id")
        if len(taxes) != len(ids) or self._get_foreign(session, taxes):
            raise Refusal("bad_payload", "tax_ids")

    @api.model
    def _get_receivers(self, session, receiver_ids):
        if not isinstance(receiver_ids, list) or not all(map(is_id, receiver_ids)):
            raise Refusal("no_receiver")
        config = session.config_id
        # Amounts are rounded by it when they are inserted.
        config.currency_id.fetch(["rounding", "decimal_places"])
        chosen = config.browse(sorted(set(receiver_ids))).exists()._recall_sync_settings()
        if chosen.company_id - config.company_id:
            raise Refusal("other_company")
        if chosen.currency_id - config.currency_id:
            raise Refusal("other_currency")
        if not chosen or chosen - config._filter_sync_receivers(chosen):
            raise Refusal("no_receiver")
        return chosen

    @api.model
    def _get_parent(self, session, vals):
        """The order that the caller holds and now passes on, locked."""
        received = vals["order"].get("sync_uuid")
        if not vals.get("parent_id") and not received:
            return self.sudo().browse()
        if vals.get("parent_id"):
            parent = self._find(session, vals["parent_id"], WAIT)
        else:
            parent = self.sudo().search([("uuid", "=", received)])._lock()
        if parent.holder_config_id != session.config_id:
            raise Refusal("bad_payload", "parent_id")
        if parent.state == "recalled":
            # Taken back before: an ordinary cart, whose mark went a moment late.
            return parent.browse()
        if parent.state != "delivered":
            raise Refusal("bad_payload", "parent_id")
        return parent

    @api.model
    def _remove_draft(self, session, order):
        """Take the server's copy of this cart away: the order is in one place only."""
        if not order.get("server_id"):
            return
        # Sudo: found by its company and checked to be an unpaid draft below.
        draft = self.env["pos.order"].sudo().browse(order["server_id"]).exists()
        self.env.cr.execute(
            "SELECT id FROM pos_order WHERE id IN %s FOR UPDATE",
            [tuple(draft.ids or [0])],
        )
        draft.invalidate_recordset()
        if draft.company_id and draft.company_id != session.company_id:
            raise Refusal("bad_payload", "server_id")
        if draft.state in PAID_STATES:
            raise Refusal("paid")
        if draft.payment_ids:
            raise Refusal("payment_in_progress")
        if draft.state == "draft":
            self.env["pos.order"].remove_from_ui(draft.ids)

    @api.model
    def _get_max_payload_bytes(self):
        parameter = self.env["ir.config_parameter"].sudo().get_param(MAX_PAYLOAD_PARAMETER)
        return 1024 * (int(parameter) if (parameter or "").isdigit() else 512)

    @api.model
    def _explain_refusal(self, refusal):
        return {
            "empty": _("The order is empty."),
            "paid": _("The order is paid already."),
            "sent_elsewhere": _("The order was sent from another device already."),
            "payment_in_progress": _("The order has payments. Remove them before you send it."),
            "refund": _("Refunds are settled where they were started and cannot be sent."),
            "not_sender": _("This point of sale may not send orders: “Is Sender” is off."),
            "no_receiver": _("Choose at least one point of sale that may receive the order."),
            "other_company": _("The receiver belongs to another company."),
            "other_currency": _("The receiver sells in another currency."),
            "session_closed": _(
                "The session of this point of sale is closed. Open it again first."
            ),
            "too_large": _("The order is too large to be sent. Split it in two."),
            "bad_payload": _("The order cannot be read. What is wrong: %s", refusal.field),
            "promotion": _(
                "A promotion is not available there: %s. Remove it from the order, or choose "
                "another point of sale.",
                refusal.field,
            ),
            "unknown_product": _("Some products do not exist any more: %s", refusal.field),
        }[refusal.code]
