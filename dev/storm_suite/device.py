"""A till without a window: a browser's storage, and a tab that can die at any moment."""

import contextlib
import copy
import logging
import random
import uuid

import requests
from calls import Terminal
from server import Client, RpcError

from .book import mark_of
from .ear import Ear
from .proxy import TILL, TOLD

LOGGED_OUT = ("odoo.http.SessionExpiredException", "odoo.exceptions.AccessDenied")
TIMEOUT = 30  # seconds; who waits longer has lost the answer


class TabKilled(Exception):
    """The tab died: what is not in the storage is gone."""


class Lost(Exception):
    """No answer, or none that says whether the call was carried out."""


class StormClient(Client):
    """A user whose calls the proxy can tell from those of other tills."""

    def __init__(self, server, login, name):
        super().__init__(server, login, login, timeout=TIMEOUT)
        self.login = login
        self.session.headers[TILL] = name

    def __call__(self, model, method, *args, **kwargs):
        params = self.prepare_call(model, method, args, kwargs)
        return self.post(f"/web/dataset/call_kw/{model}/{method}", params)

    def log_in_again(self):
        params = {"db": self.server.database, "login": self.login, "password": self.login}
        self.post("/web/session/authenticate", params)


class Device:
    """One till. ``storage`` outlives the tab, and :meth:`start` is what a tab does at first.

    ``storage`` holds the token of the device, ``carts`` and ``sales`` (paid, and not told to the
    server yet) by uid, and the ``outbox`` by key: what was promised to be told to the server.
    """

    def __init__(self, server, shop, name, book):
        terminal = Terminal(server, shop)
        self.name, self.shop, self.book, self.server = name, shop, book, server
        self.diary = logging.getLogger(f"storm.{name}")
        self.session, self.config, self.product = (
            terminal.session,
            terminal.config,
            terminal.product,
        )
        self.client = StormClient(server, server.tills[shop]["login"], name)
        self.new_cart = terminal.cart
        self.user, self.method = terminal.client.uid, server.payment_methods[shop]
        self.token = str(uuid.uuid4())
        self.channel = self._load()
        self.storage = {"carts": {}, "sales": {}, "outbox": {}}
        self.moment, self.rng = None, random.Random(name)
        self.ear = Ear(self)

    def _load(self):
        """Load the point of sale, once: from then on its session is invited.

        :return: the channel of the invitations
        """
        session = self.client("pos.session", "load_pos_data", [self.session])["pos.session"]
        return f"pos_session-{self.session}-{session['access_token']}"

    # -- The tab -------------------------------------------------------------------------------

    def boundary(self):
        """A moment at which the tab may die: around each call, and each write to the storage."""
        if self.moment is not None:
            self.moment -= 1
            if self.moment < 0:
                self.moment = None
                self.diary.info("the tab dies")
                raise TabKilled

    def call(self, model, method, *args):
        """Return the server's answer.

        :raise Lost: nobody knows whether the call was carried out
        :raise RpcError: the server refused it
        """
        self.boundary()
        self.book.count("calls", method)
        self.diary.info("%s %s", method, str(args)[:TOLD])
        try:
            answer = self.client(model, method, *args)
        except requests.RequestException as error:
            # Odoo ends the logins of those who call while it has no database: 404 from then on.
            self.diary.info("%s lost: %s", method, error)
            status = getattr(error.response, "status_code", None)
            self.book.count("losses", f"HTTP {status}" if status else type(error).__name__)
            if status == 404:
                self.log_in_again()
            raise Lost from error
        except RpcError as error:
            self.diary.info("%s failed: %s", method, error)
            # Of a database that is gone nobody knows what it kept; a login that is gone comes
            # before the call.
            if error.name.startswith("psycopg2.") or error.name in LOGGED_OUT:
                self.book.count("losses", error.name)
                self.log_in_again()
                raise Lost from error
            raise
        self.boundary()
        return answer

    def log_in_again(self):
        with contextlib.suppress(requests.RequestException, RpcError):
            self.client.log_in_again()

    def sync(self, method, *args):
        return self.call("pos.sync.order", method, self.session, *args)

    def start(self):
        """Do what a tab does when it opens: settle what the last one left behind."""
        for entry in self.storage["outbox"].values():
            if entry["method"] == "send_from_ui":
                self.remove(entry["args"][0]["order"]["uid"])
        self.catch_up()
        self.resume()

    def catch_up(self):
        for key in list(self.storage["outbox"]):
            self.tell(key)
        for uid in list(self.storage["sales"]):
            self.push(uid)
        self.check_carts()

    # -- The outbox and the sales --------------------------------------------------------------

    def post(self, key, method, *args, without=None):
        """Keep a promise to the server, let go of the cart ``without`` with it, then tell it."""
        self.storage["outbox"][key] = {"method": method, "args": args}
        self.remove(without)
        self.boundary()
        return self.tell(key)

    def tell(self, key):
        entry = self.storage["outbox"][key]
        answer = self.sync(entry["method"], *entry["args"])
        if answer["status"] == "sent":
            self.book.told_sent(entry["args"][0], answer)
            self.remove(entry["args"][0]["order"]["uid"])
            self.boundary()
        elif answer["status"] == "refused":
            # The cart is where it was, or comes back.
            [vals] = entry["args"]
            self.storage["carts"].setdefault(vals["order"]["uid"], vals["order"])
            self.book.problem(f"{self.name}: {vals['uuid']} was refused: {answer['message']}")
        del self.storage["outbox"][key]
        return answer

    def push(self, uid):
        sale = self.storage["sales"][uid]
        wrapper = {"id": uid, "data": sale, "to_invoice": False}
        self.call("pos.order", "create_from_ui", [wrapper], False)
        del self.storage["sales"][uid]

    # -- The carts -----------------------------------------------------------------------------

    def put(self, cart):
        self.diary.info("cart %s in: %s, %s", cart["uid"], mark_of(cart), cart.get("sync_uuid"))
        self.storage["carts"][cart["uid"]] = cart
        self.boundary()

    def remove(self, uid):
        cart = self.storage["carts"].pop(uid, None)
        if cart:
            self.diary.info("cart %s out: %s", uid, mark_of(cart))

    def find(self, sync_uuid):
        carts = self.storage["carts"].values()
        return next((cart for cart in carts if cart.get("sync_uuid") == sync_uuid), None)

    def received(self):
        return [cart for cart in self.storage["carts"].values() if cart.get("sync_uuid")]

    def check_carts(self):
        """Ask which of the carts are still ours. Nobody else takes one out of a cart here."""
        carts = {cart["sync_uuid"]: cart for cart in self.received()}
        if not carts:
            return
        answers = self.sync("check_carts_from_ui", self.token, list(carts))["orders"]
        for sync_uuid, cart in carts.items():
            answer = answers.get(sync_uuid, {})
            if not answer.get("mine"):
                self.let_go(cart, answer)
            elif answer["state"] != "delivered":
                self.confirm(cart, answer["id"])

    def let_go(self, cart, answer):
        self.remove(cart["uid"])
        what = f"{cart['sync_uuid']} ({mark_of(cart)})"
        self.book.problem(f"{self.name}: {what} was taken out of the cart: {answer}")

    def take(self, order_id, how):
        """Claim an order and load it: the cart that is in the storage then, or None."""
        answer = self.sync(how, order_id, self.token)
        if answer["status"] != "claimed":
            return None
        cart = self.find(answer["uuid"])
        if not cart:
            identity, origin = self.new_cart(), {"id": order_id, "isOwn": how == "recall_from_ui"}
            cart = copy.deepcopy(answer["order"])
            cart |= {"uid": identity["uid"], "name": identity["name"]}
            cart |= {"sync_uuid": answer["uuid"], "sync_origin": origin}
            self.put(cart)
        return cart

    def confirm(self, cart, order_id):
        answer = self.sync("confirm_from_ui", order_id, self.token, cart["name"])
        if answer["status"] == "recalled":
            # Back where it came from: an ordinary cart.
            cart["sync_uuid"] = cart["sync_origin"] = False
        elif answer["status"] == "gone":
            self.let_go(cart, answer)

    def resume(self):
        """Bring in what this device claimed and has in no cart: a tab died in between."""
        for call, how in (
            ("get_inbox_for_ui", "claim_from_ui"),
            ("get_sent_for_ui", "recall_from_ui"),
        ):
            for order in self.orders(call):
                if order["state"] == "claimed" and not self.find(order["uuid"]):
                    cart = self.take(order["id"], how)
                    if cart:
                        self.confirm(cart, order["id"])

    def orders(self, call):
        flag = "receiver" if call == "get_inbox_for_ui" else "sender"
        if not self.server.flags[self.shop][flag]:
            return []
        return self.sync(call)["orders"]
