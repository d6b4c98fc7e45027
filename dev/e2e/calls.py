"""A terminal without a browser: what its JavaScript would ask of a real server."""

import copy
import json
import uuid

import requests

PRODUCT = [("name", "=", "E2E Pen")]


class Terminal:
    """One device at a till of the prepared database; :meth:`another` is a second device there."""

    def __init__(self, server, shop):
        till = server.tills[shop]
        self.server, self.shop = server, shop
        self.config, self.session = till["config"], till["session"]
        self.client, self.token = server.client(till["login"]), str(uuid.uuid4())
        [self.product] = self.client("product.product", "search", PRODUCT, limit=1)

    def another(self):
        """Return another device of the same login, which may be used in another thread."""
        device = copy.copy(self)
        device.token = str(uuid.uuid4())
        device.client = copy.copy(self.client)
        device.client.session = requests.Session()
        device.client.session.cookies.update(self.client.session.cookies)
        return device

    def __call__(self, method, *args):
        return self.client("pos.sync.order", method, self.session, *args)

    def post(self, method, args):
        """Return the raw answer to any arguments, also to what is no JSON by the book."""
        params = self.client.prepare_call("pos.sync.order", method, args, {})
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        answer = self.client.session.post(
            f"{self.server.url}/web/dataset/call_kw",
            data=body,
            headers={"Content-Type": "application/json"},
            timeout=60,
        )
        answer.raise_for_status()
        return answer.json()

    # -- Calls -----------------------------------------------------------------------------

    def cart(self):
        number = uuid.uuid4().int
        # As long as a till's, whose digits are session, login and number: core knows a sale by it.
        uid = f"{number % 10**5:05}-{number // 10**5 % 1000:03}-{number // 10**8 % 10**4:04}"
        line = {"id": 1, "uuid": str(uuid.uuid4()), "product_id": self.product, "qty": 2}
        line |= {"price_unit": 1.15, "price_subtotal": 2.3, "price_subtotal_incl": 2.3}
        cart = {"name": f"Order {uid}", "uid": uid, "lines": [[0, 0, line]], "statement_ids": []}
        return {**cart, "amount_total": 2.3, "amount_tax": 0}

    def send_vals(self, *receivers):
        shops = [self.server.tills[shop]["config"] for shop in receivers]
        return {"uuid": str(uuid.uuid4()), "receiver_ids": shops, "order": self.cart()}

    def send(self, *receivers):
        """Return the id of a new order."""
        answer = self("send_from_ui", self.send_vals(*receivers))
        assert answer["status"] == "sent", answer
        return answer["orders"][0]["id"]

    def claim(self, order):
        return self("claim_from_ui", order, self.token)

    def confirm(self, order):
        return self("confirm_from_ui", order, self.token, "Order 00001-001-0001")
