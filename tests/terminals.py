from uuid import uuid4

from odoo import fields


class TerminalCalls:
    """What terminals do, for a test case that knows their tills, cashiers, products and tax."""

    def call(self, config, method, *args):
        """Call as the terminal of ``config`` would: a request with a fresh cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        answer = getattr(self._as_cashier("pos.sync.order", config), method)(
            self._session(config).id, *args
        )
        self.env.flush_all()
        self.env.invalidate_all()
        return answer

    # -- What terminals do -------------------------------------------------------------------

    def wire_line(self, product=None, qty=1, price_unit=None, **overrides):
        """A command of ``lines``, as ``Orderline.export_as_JSON`` makes it."""
        product = product or self.product
        price = product.list_price if price_unit is None else price_unit
        total = qty * price * (1 - overrides.get("discount", 0) / 100)
        line = {
            "id": int(uuid4().int % 10**6) + 1,
            "uuid": str(uuid4()),
            "skip_change": False,
            "product_id": product.id,
            "qty": qty,
            "price_unit": price,
            "discount": 0,
            "price_subtotal": total / 1.1,
            "price_subtotal_incl": total,
            "tax_ids": [[6, False, self.tax.ids]],
            "pack_lot_ids": [],
            "attribute_value_ids": [],
            "custom_attribute_value_ids": [],
            "full_product_name": product.name,
            "price_extra": 0,
            "price_type": "original",
            "customer_note": "",
            "combo_line_ids": [],
            "combo_parent_id": False,
        }
        return [0, 0, {**line, **overrides}]

    def wire_order(self, config=None, lines=None, **overrides):
        """A cart as ``Order.export_as_JSON`` makes it, without payments."""
        session = self._session(config or self.sender)
        lines = (
            [self.wire_line(qty=2), self.wire_line(self.other_product)] if lines is None else lines
        )
        total = overrides.get("amount_total") or self._sum_lines(lines)
        number = uuid4().int
        uid = f"{session.id % 10**5:05}-{number % 1000:03}-{number // 1000 % 10**4:04}"
        return {
            "name": f"Order {uid}",
            "uid": uid,
            "sequence_number": 1,
            "pos_session_id": session.id,
            "user_id": session.user_id.id,
            "date_order": fields.Datetime.to_string(fields.Datetime.now()),
            "amount_paid": 0,
            "amount_return": 0,
            "amount_total": total,
            "amount_tax": self._sum_lines(lines) / 11,
            "lines": lines,
            "statement_ids": [],
            "partner_id": False,
            "pricelist_id": session.config_id.pricelist_id.id,
            "fiscal_position_id": False,
            "server_id": False,
            "to_invoice": False,
            "shipping_date": False,
            "is_tipped": False,
            "tip_amount": 0,
            "access_token": str(uuid4()),
            "ticket_code": "ab12c",
            "last_order_preparation_change": "{}",
            **overrides,
        }

    def _sum_lines(self, lines):
        return sum(line[2]["price_subtotal_incl"] for line in lines)

    def send(self, config=None, receivers=None, order=None, **vals):
        """The answer of ``send_from_ui`` to a cart of ``config``."""
        config = config or self.sender
        return self.call(
            config,
            "send_from_ui",
            {
                "uuid": str(uuid4()),
                "receiver_ids": (receivers or (self.receiver | self.second)).ids,
                "note": "",
                "copies": False,
                "order": order or self.wire_order(config),
                "parent_id": False,
                **vals,
            },
        )

    def sent(self, *args, **kwargs):
        """The orders that a send made, in sudo."""
        answer = self.send(*args, **kwargs)
        self.assertEqual(answer["status"], "sent", answer)
        return self.env["pos.sync.order"].sudo().browse([order["id"] for order in answer["orders"]])

    def sent_elsewhere(self):
        """An order that waits in the other company."""
        elsewhere = self._open_till("Elsewhere 2", self.other_company, is_sync_receiver=True)
        lines = [self.wire_line(tax_ids=[[6, False, []]])]
        return self.sent(self.stranger, elsewhere, order=self.wire_order(self.stranger, lines))

    def claim(self, order, config=None, token=None):
        config = config or self.receiver
        return self.call(config, "claim_from_ui", order.id, token or self.tokens[config.id])

    def confirm(self, order, config=None, token=None):
        config = config or self.receiver
        token = token or self.tokens[config.id]
        return self.call(config, "confirm_from_ui", order.id, token, "Order 00001-001-0001")

    def delivered(self, config=None, **kwargs):
        """An order that is in the cart of ``config``."""
        order = self.sent(**kwargs)
        self.assertEqual(self.claim(order, config)["status"], "claimed")
        self.assertEqual(self.confirm(order, config), {"status": "delivered"})
        return order

    def recall(self, order, config=None):
        config = config or self.sender
        return self.call(config, "recall_from_ui", order.id, self.tokens[config.id])

    def give_back(self, order, config=None, reason=False):
        config = config or self.receiver
        return self.call(config, "give_back_from_ui", order.id, self.tokens[config.id], reason)

    def release(self, order, config=None, reason=False):
        config = config or self.receiver
        return self.call(config, "release_from_ui", order.id, self.tokens[config.id], reason)

    def pay(self, order=None, config=None, payments=None, draft=False, **overrides):
        """The ``pos.order`` that ``create_from_ui`` makes of a cart, in sudo; ``order`` is the
        synchronized order that the cart carries."""
        config = config or self.receiver
        identity = {"sync_uuid": order.uuid} if order else {}
        cart = self.wire_order(config, **{**identity, **overrides})
        method = config.sudo().payment_method_ids[:1]
        payments = [(method, cart["amount_total"])] if payments is None else payments
        cart["amount_paid"] = sum(amount for _method, amount in payments)
        cart["statement_ids"] = [
            [
                0,
                0,
                {
                    "name": cart["date_order"],
                    "payment_method_id": method.id,
                    "amount": amount,
                },
            ]
            for method, amount in payments
        ]
        wrapper = {"id": cart["uid"], "data": cart, "to_invoice": cart["to_invoice"]}
        self.env.flush_all()
        self.env.invalidate_all()
        answer = self._as_cashier("pos.order", config).create_from_ui([wrapper], draft=draft)
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["pos.order"].sudo().browse([row["id"] for row in answer])

    def close_session(self, config):
        """Close the session of ``config`` as its cashier does, with what is in the drawer."""
        session = self._session(config)
        session.post_closing_cash_details(session.cash_register_balance_end)
        self.env.flush_all()
        session.close_session_from_ui()
        self.env.invalidate_all()
        self.assertEqual(session.state, "closed")
        return session

    def log(self, order):
        """What the log of ``order`` says, newest first, one text."""
        return "\n".join(str(message.body) for message in order.sudo().message_ids)

    def other_token(self):
        return str(uuid4())
