"""The accounting: where each piece of goods is, and whether everybody agrees on it."""

import collections
import json

from .book import mark_of

WAITING, HELD = ("sent", "returned"), ("claimed", "delivered")
FIELDS = ["uuid", "batch", "state", "holder_config_id", "token", "pos_order_id", "payload"]
PAID = ("paid", "done", "invoiced")


class Shelf:
    """What one till holds: ``carts`` and unsent ``sales`` as JSON, and ``sends`` not told yet."""

    def __init__(self, name, config, token, carts, sales=(), sends=()):
        self.name, self.config, self.token = name, config, token
        self.carts, self.sales, self.sends = list(carts), list(sales), list(sends)


class Account:
    """``problems`` is empty when each piece of goods is where it belongs, as often as it should.

    :param admin: a client of the server, past the proxy
    :param book: what the tills were told
    :param shelves: what each till holds
    """

    def __init__(self, admin, book, shelves):
        self.admin, self.book, self.shelves = admin, book, shelves
        self.problems = list(book.problems)
        self.places = collections.defaultdict(list)
        self.count = collections.Counter()
        self.orders = self._read_orders()
        self.sales = self._read_sales()
        self._find_places()
        for check in (self._check_places, self._check_carts, self._check_sales, self._check_sent):
            check()

    def _read_orders(self):
        domain = [("line_ids.customer_note", "=like", f"storm-{self.book.run}-%")]
        rows = self.admin("pos.sync.order", "search_read", domain, fields=FIELDS, load="")
        return {row["uuid"]: {**row, "mark": mark_of(json.loads(row["payload"]))} for row in rows}

    def _read_sales(self):
        """Return the sales of goods of this storm by id, each with its ``mark``."""
        domain = [("customer_note", "=like", f"storm-{self.book.run}-%")]
        lines = self.admin(
            "pos.order.line", "search_read", domain, ["order_id", "customer_note"], load=""
        )
        marks = {line["order_id"]: line["customer_note"] for line in lines}
        fields = ["pos_reference", "state", "sync_order_id"]
        rows = self.admin("pos.order", "read", list(marks), fields, load="")
        return {row["id"]: {**row, "mark": marks[row["id"]]} for row in rows}

    def _put(self, kind, mark, where):
        self.count[kind] += 1
        self.places[mark].append(f"{kind} ({where})")

    def _find_places(self):
        for order in self.orders.values():
            if order["state"] in WAITING:
                kind = "waiting" if order["state"] == "sent" else "returned"
                self._put(kind, order["mark"], order["uuid"])
        for shelf in self.shelves:
            for cart in shelf.carts:
                kind = "in a receiver's cart" if cart.get("sync_uuid") else "in the sender's cart"
                self._put(kind, mark_of(cart), f"{shelf.name}, {cart.get('sync_uuid')}")
            for what, kind in ((shelf.sales, "sold, not told"), (shelf.sends, "sent, not told")):
                for cart in what:
                    self._put(kind, mark_of(cart), shelf.name)
        for sale in self.sales.values():
            kind = "paid" if sale["state"] in PAID else f"sale in state {sale['state']}"
            self._put(kind, sale["mark"], sale["pos_reference"])

    # -- Checks --------------------------------------------------------------------------------

    def _check_places(self):
        for mark, expected in self.book.marks.items():
            found = self.places[mark]
            if len(found) != expected:
                what = "LOST" if len(found) < expected else "TWICE"
                history = [
                    f"{order['uuid']}: {order['state']}"
                    for order in self.orders.values()
                    if order["mark"] == mark
                ]
                self.problems.append(
                    f"{what}: {mark} is in {len(found)} places, not {expected}: {found}; {history}"
                )
        for kind in ("sold, not told", "sent, not told"):
            if self.count[kind]:
                self.problems.append(f"{self.count[kind]} orders are {kind}, the storm being over")

    def _check_carts(self):
        """Each held order is in one cart, of the till and device that the server names."""
        carts = collections.defaultdict(list)
        for shelf in self.shelves:
            for cart in shelf.carts:
                if cart.get("sync_uuid"):
                    carts[cart["sync_uuid"]].append(shelf)
        for uuid, order in self.orders.items():
            self._check_holder(uuid, order, carts.pop(uuid, []))
        self.problems += [f"{uuid} is in a cart and was never sent" for uuid in carts]

    def _check_holder(self, uuid, order, shelves):
        names = [shelf.name for shelf in shelves]
        holder = (order["holder_config_id"], order["token"])
        if order["state"] not in HELD:
            if shelves:
                self.problems.append(f"TWICE: {uuid} is {order['state']} and in a cart of {names}")
        elif len(shelves) != 1:
            self.problems.append(f"{uuid} is {order['state']} and in {len(shelves)} carts: {names}")
        elif (shelves[0].config, shelves[0].token) != holder:
            self.problems.append(f"{uuid} is in a cart of {names}, which is no holder")

    def _check_sales(self):
        for uuid, order in self.orders.items():
            sale = self.sales.get(order["pos_order_id"])
            if (order["state"] == "done") != bool(order["pos_order_id"]):
                self.problems.append(f"{uuid}: {order['state']}, sale {order['pos_order_id']}")
            elif order["state"] == "done" and not (sale and sale["state"] in PAID):
                self.problems.append(f"{uuid} is paid, and its sale is {sale}")
        linked = [sale["sync_order_id"] for sale in self.sales.values() if sale["sync_order_id"]]
        if len(linked) != len(set(linked)):
            self.problems.append("PAID TWICE: two sales of one order")

    def _check_sent(self):
        """What a till was told to be sent is there, under the same number, once."""
        for batch, told in self.book.sent.items():
            found = {
                (order["id"], order["uuid"])
                for order in self.orders.values()
                if order["batch"] == batch
            }
            if found != set(map(tuple, told)):
                self.problems.append(f"send {batch} was answered with {told}; there is {found}")
        unknown = {order["batch"] for order in self.orders.values()} - set(self.book.sent)
        self.problems += [f"send {batch} is there and was never answered" for batch in unknown]
