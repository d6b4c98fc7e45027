"""Calls as Odoo's RPC makes them, one transaction each, without HTTP; and what they are about."""

import time
import uuid
from functools import partial

from odoo import SUPERUSER_ID, api
from odoo.api import call_kw
from odoo.modules.registry import Registry
from odoo.service.model import retrying

SENDER, RECEIVER = "Counter", "Checkout"


class Shop:
    """The tills of one database, with their sessions open."""

    def __init__(self, database):
        self.registry = Registry(database)
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            tills = env["pos.config"].search([("current_session_id", "!=", False)])
            self.tills = {
                till.name: {
                    "config": till.id,
                    "session": till.current_session_id.id,
                    "user": till.current_session_id.user_id.id,
                }
                for till in tills
            }
            product = env["product.product"].search([("name", "=", "E2E Pen")])
            self.product, self.taxes = product.id, product.taxes_id.ids
            self.pricelist = env["pos.config"].browse(self.tills[SENDER]["config"]).pricelist_id.id
        self.queries = 0

    def call(self, till, model, method, *args):
        """Return ``(answer, milliseconds)``; :attr:`queries` is how many it took."""
        start = time.perf_counter()
        with self.registry.cursor() as cr:
            before = cr.sql_log_count
            env = api.Environment(cr, self.tills[till]["user"], {})
            answer = retrying(partial(call_kw, env[model], method, list(args), {}), env)
            self.queries = cr.sql_log_count - before
        return answer, 1000 * (time.perf_counter() - start)

    def ask(self, till, method, *args):
        """Return ``(answer, milliseconds)`` of a call of ``pos.sync.order``."""
        return self.call(till, "pos.sync.order", method, self.tills[till]["session"], *args)

    def cart(self, lines=20):
        """Return an order as a till exports it, with this many lines."""
        number = uuid.uuid4().int
        uid = f"00000-{number % 1000:03}-{number // 1000 % 10**4:04}{number % 10**6}"
        till = self.tills[SENDER]
        amount = 2.3
        return {
            "name": f"Order {uid}",
            "uid": uid,
            "lines": [[0, 0, self._line(index, amount)] for index in range(lines)],
            "statement_ids": [],
            "amount_total": amount * lines,
            "amount_paid": 0,
            "amount_tax": 0,
            "amount_return": 0,
            "pos_session_id": till["session"],
            "user_id": till["user"],
            "pricelist_id": self.pricelist,
            "partner_id": False,
            "fiscal_position_id": False,
            "sequence_number": number % 10**6,
            "date_order": "2026-01-01 00:00:00",
            "server_id": False,
            "to_invoice": False,
            "access_token": str(uuid.uuid4()),
            "last_order_preparation_change": "{}",
        }

    def _line(self, index, amount):
        return {
            "id": index + 1,
            "uuid": str(uuid.uuid4()),
            "product_id": self.product,
            "full_product_name": "E2E Pen",
            "qty": 2,
            "discount": 0,
            "price_unit": amount / 2,
            "price_subtotal": amount,
            "price_subtotal_incl": amount,
            "tax_ids": [[6, False, self.taxes]],
            "pack_lot_ids": [],
            "attribute_value_ids": [],
            "customer_note": "",
        }

    def vals(self, cart, receivers):
        """Return the argument of a send."""
        return {"uuid": str(uuid.uuid4()), "receiver_ids": receivers, "note": "", "order": cart}

    def send(self, lines=20, receivers=None):
        """Send an order and return ``(id, milliseconds)``."""
        receivers = receivers or [self.tills[RECEIVER]["config"]]
        vals = self.vals(self.cart(lines), receivers)
        answer, milliseconds = self.ask(SENDER, "send_from_ui", vals)
        assert answer["status"] == "sent", answer
        return answer["orders"][0]["id"], milliseconds

    def draft(self, lines=20):
        """Save a cart as Odoo does for shared orders; return the milliseconds."""
        cart = self.cart(lines)
        data = [{"id": cart["uid"], "data": cart, "to_invoice": False}]
        return self.call(SENDER, "pos.order", "create_from_ui", data, True)[1]

    def claim(self, order):
        """Claim as the receiver and return the milliseconds."""
        answer, milliseconds = self.ask(RECEIVER, "claim_from_ui", order, "bench-device")
        assert answer["status"] == "claimed", answer
        return milliseconds
