"""What a cashier does at a till of the storm. A gesture without an object is none."""

import threading
import uuid

from server import RpcError

from .device import Lost, TabKilled

NOTE = "from till "  # what the tills send; the browsers' orders are for the browsers
MOST_CARTS = 4


class Cashier(threading.Thread):
    """Makes the steps of the plan at a device until ``stop`` is set."""

    def __init__(self, device, plan, stop):
        super().__init__(daemon=True, name=device.name)
        self.device, self.plan, self.stop, self.book = device, plan, stop, device.book

    def run(self):
        number = 0
        while not self.stop.is_set():
            number += 1
            gesture, moment, rng = self.plan.step(self.device.name, number)
            self.step(gesture, moment, rng)
            # An invitation ends the pause, as it makes a till read its lists.
            self.device.ear.invited.wait(rng.uniform(0.05, 0.6))
            self.device.ear.invited.clear()

    def step(self, gesture, moment, rng):
        device, self.rng = self.device, rng
        device.diary.info("== %s", gesture)
        device.moment, device.rng = moment, rng
        try:
            if getattr(self, gesture.replace(" ", "_"))() is not False:
                self.book.count("steps", gesture)
        except TabKilled:
            self.book.count("steps", "tab killed")
            self.again(device.start)
        except Lost:
            self.book.count("steps", "answer lost")
            self.again(device.catch_up)
        except RpcError as error:
            self.book.problem(f"{device.name}: {gesture}: {error}")
        device.moment = None

    def again(self, what):
        """The next tab, or the next time that the till asks: out of reach is no error."""
        self.device.moment = None
        try:
            what()
        except Lost:
            self.book.count("steps", "still out of reach")
        except RpcError as error:
            self.book.problem(f"{self.device.name}: {what.__name__}: {error}")

    # -- Gestures ------------------------------------------------------------------------------

    def pick(self, call, *states):
        orders = [
            order
            for order in self.device.orders(call)
            if order["state"] in states and order["note"].startswith(NOTE)
        ]
        return self.rng.choice(orders) if orders else None

    def pick_cart(self, *, received):
        carts = [
            cart
            for cart in self.device.storage["carts"].values()
            if bool(cart.get("sync_uuid")) == received
        ]
        return self.rng.choice(carts) if carts else None

    def choose_receivers(self):
        receivers = self.device.server.receivers_of(self.device.shop)
        return self.rng.sample(receivers, self.rng.randint(1, len(receivers)))

    def hand_over(self, cart):
        """Send a cart to some receivers, as an offer or as copies."""
        receivers = self.choose_receivers()
        self.send_to(receivers, cart, copies=len(receivers) > 1 and self.rng.random() < 0.3)

    def send_to(self, receivers, cart, copies=False):
        """Send a cart: it is in the outbox, or on the server, and no cart any more.

        :return: the server's answer
        """
        device = self.device
        vals = {
            "uuid": str(uuid.uuid4()),
            "receiver_ids": receivers,
            "copies": copies,
            "note": NOTE + device.name,
            "order": dict(cart),
            "parent_id": (cart.get("sync_origin") or {}).get("id") or False,
        }
        try:
            return device.post(vals["uuid"], "send_from_ui", vals)
        except Lost:
            device.remove(cart["uid"])
            raise

    def send(self):
        device = self.device
        if not device.server.flags[device.shop]["sender"]:
            return self.deliver()
        self.hand_over(self.pick_cart(received=False) or self.build())

    def build(self):
        """Return a new cart with one piece of goods."""
        cart = self.device.new_cart()
        line = cart["lines"][0][2]
        line |= {"tax_ids": [[6, False, []]], "discount": 0, "pack_lot_ids": []}
        line["customer_note"] = self.book.new_mark()
        self.device.put(cart)
        return cart

    def deliver(self):
        order = self.pick("get_inbox_for_ui", "sent")
        if not order or len(self.device.storage["carts"]) >= MOST_CARTS:
            return self.pay() if order else False
        cart = self.device.take(order["id"], "claim_from_ui")
        if cart:
            self.device.confirm(cart, order["id"])

    def put_back(self):
        device, order = self.device, self.pick("get_inbox_for_ui", "sent")
        if not order:
            return False
        if device.sync("claim_from_ui", order["id"], device.token)["status"] == "claimed":
            device.sync("release_from_ui", order["id"], device.token, "cannot be loaded")

    def decline(self):
        order = self.pick("get_inbox_for_ui", "sent")
        if not order:
            return False
        self.device.sync("decline_from_ui", order["id"], "busy")

    def give_back(self):
        device, cart = self.device, self.pick_cart(received=True)
        if not cart or cart["sync_origin"]["isOwn"]:
            return False
        args = (cart["sync_origin"]["id"], device.token, "the customer left")
        key = f"give_back/{cart['sync_uuid']}"
        device.post(key, "give_back_from_ui", *args, without=cart["uid"])

    def pass_on(self):
        device, cart = self.device, self.pick_cart(received=True)
        if not cart or not device.server.flags[device.shop]["sender"]:
            return False
        device.check_carts()
        if device.find(cart["sync_uuid"]):
            self.hand_over(cart)

    def take_back(self):
        order = self.pick("get_sent_for_ui", "sent", "returned")
        if not order or len(self.device.storage["carts"]) >= MOST_CARTS:
            return False
        cart = self.device.take(order["id"], "recall_from_ui")
        if cart:
            self.device.confirm(cart, order["id"])

    def resend(self):
        order = self.pick("get_sent_for_ui", "returned") or self.pick("get_sent_for_ui", "sent")
        if not order:
            return False
        self.device.sync("resend_from_ui", order["id"], self.choose_receivers())

    def pay(self):
        """Sell a received order. Without a connection it may be sold all the same."""
        device, cart = self.device, self.pick_cart(received=True)
        if not cart:
            return False
        try:
            device.check_carts()
        except Lost:
            self.book.count("steps", "paid while out of reach")
        if not cart["sync_uuid"] or not device.find(cart["sync_uuid"]):
            return False
        device.storage["sales"][cart["uid"]] = as_sale(device, cart)
        device.remove(cart["uid"])
        device.boundary()
        device.push(cart["uid"])

    def look(self):
        self.device.catch_up()

    def reload(self):
        self.device.start()


def as_sale(device, cart):
    """Return a cart as the point of sale exports it once it is paid in cash."""
    date, amount = "2024-01-01 12:00:00", cart["amount_total"]
    payment = {"name": date, "payment_method_id": device.method, "amount": amount}
    return {
        **cart,
        "user_id": device.user,
        "pos_session_id": device.session,
        "sequence_number": 1,
        "partner_id": False,
        "fiscal_position_id": False,
        "pricelist_id": False,
        "date_order": date,
        "amount_paid": amount,
        "amount_return": 0,
        "statement_ids": [[0, 0, payment]],
    }
