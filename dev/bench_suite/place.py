"""Where it is measured: servers with the benchmark's own methods, orders, tills, a browser."""

import contextlib
import json
import uuid
from pathlib import Path

from calls import Terminal
from chromium import start_browser
from database import settings
from server import Server

ADDONS = Path(__file__).resolve().parent / "addons"
# No call of the benchmark is too long for the server.
PATIENT = ("--limit-time-real=100000", "--limit-time-cpu=100000")
RECYCLED = ("--limit-request=1000000", "--limit-memory-soft=0")
SENDER, RECEIVER = "Counter", "Checkout"


class Place:
    """What the figures of one run share; each is made when it is first asked for."""

    def __init__(self, quick):
        self.quick, self.stack, self.known = quick, contextlib.ExitStack(), {}

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.stack.close()

    def rounds(self, number):
        """Return how often to measure."""
        return max(3, number // 10) if self.quick else number

    def _once(self, key, make):
        if key not in self.known:
            self.known[key] = make()
        return self.known[key]

    @property
    def server(self):
        """A server with four tills of the prepared database and a hundred of its own."""
        return self._once("server", lambda: self.start_server(tills=100))

    @property
    def browser(self):
        return self._once("browser", lambda: self.stack.enter_context(start_browser()))

    def drop(self, server):
        """End a server before the run ends."""
        server.drop()

    def start_server(self, tills=0):
        """Return another server; it lives as long as the run."""
        server = Server()
        self.stack.callback(server.drop)
        start(server, "-i", "pos_sync_bench")
        server.admin = server.client()
        server.admin.timeout = 900
        sessions = [till["session"] for till in server.tills.values()]
        server.admin("pos.sync.bench", "load_sessions", sessions)
        server.bench_tills = server.admin("pos.sync.bench", "make_tills", tills) if tills else []
        return server


def start(server, *options):
    """Start a server with the addon of the benchmark at hand."""
    [path] = [option for option in settings()[1] if option.startswith("--addons-path=")]
    server.start(f"{path},{ADDONS}", *PATIENT, *RECYCLED, *options)
    return server


class Desk(Terminal):
    """A till that is asked from outside: over the network, or timed inside of the server."""

    def __init__(self, server, shop):
        super().__init__(server, shop)
        fields = ["display_name", "lst_price", "taxes_id"]
        domain = [("available_in_pos", "=", True), ("list_price", ">", 0)]
        self.goods = self.client("product.product", "search_read", domain, fields, limit=40)
        [session] = self.client("pos.session", "read", [self.session], ["user_id"])
        self.user = session["user_id"][0]
        self.login = server.tills[shop]["login"]

    def at(self, till):
        """Return the same cashier at another point of sale."""
        desk = self.another()
        desk.config, desk.session = till["config"], till["session"]
        return desk

    def order(self, lines):
        """Return a new cart as a terminal exports it."""
        cart = self.cart()
        number = uuid.uuid4().int
        uid = f"{number % 10**5:05}-{number // 10**5 % 1000:03}-{number // 10**9 % 10**4:04}"
        cart |= {"name": f"Order {uid}", "uid": uid, "lines": []}
        for index in range(lines):
            cart["lines"].append([0, 0, self._line(index, self.goods[index % len(self.goods)])])
        total = sum(line["price_subtotal_incl"] for _0, _1, line in cart["lines"])
        return {
            **cart,
            "amount_total": round(total, 2),
            "amount_paid": 0,
            "amount_return": 0,
            "pos_session_id": self.session,
            "sequence_number": 1,
            "user_id": self.user,
            "partner_id": False,
            "pricelist_id": False,
            "fiscal_position_id": False,
            "date_order": "2024-05-01 10:00:00",
            "server_id": False,
            "to_invoice": False,
            "is_tipped": False,
            "tip_amount": 0,
            "access_token": str(uuid.uuid4()),
            "last_order_preparation_change": "{}",
        }

    def _line(self, index, product):
        price, qty = product["lst_price"], index % 3 + 1
        return {
            "id": index + 1,
            "uuid": str(uuid.uuid4()),
            "product_id": product["id"],
            "full_product_name": product["display_name"],
            "qty": qty,
            "price_unit": price,
            "price_extra": 0,
            "discount": 0,
            "price_type": "original",
            "price_subtotal": round(price * qty, 2),
            "price_subtotal_incl": round(price * qty, 2),
            "tax_ids": [[6, False, product["taxes_id"]]],
            "pack_lot_ids": [],
            "attribute_value_ids": [],
            "custom_attribute_value_ids": [],
            "customer_note": "",
            "refunded_orderline_id": False,
        }

    def vals(self, lines, receivers):
        return {
            "uuid": str(uuid.uuid4()),
            "receiver_ids": receivers,
            "order": self.order(lines),
        }

    def timed(self, model, method, *args):
        """Return ``{"ms", "queries", "answer"}`` of a call, measured inside of the server."""
        run = [self.login, model, method, list(args)]
        return self.server.admin("pos.sync.bench", "run", *run)

    def timed_sync(self, method, *args, expect):
        """Return the same of a call of the product, which must be answered with ``expect``."""
        result = self.timed("pos.sync.order", method, self.session, *args)
        if result["answer"]["status"] != expect:
            raise RuntimeError(f"{method}: {json.dumps(result['answer'])[:500]}")
        return result


def settle(desk, orders):
    """Take orders off all lists."""
    for order in orders:
        desk.claim(order)
        desk.confirm(order)
