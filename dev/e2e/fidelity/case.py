"""One kind of order: how it is built at one till, and what to see to around its way."""

import json
import math
from dataclasses import dataclass, field

# What is new with every cart, and nothing else: all other fields must arrive as they were.
IDENTITY = {
    "name", "uid", "sequence_number", "pos_session_id", "user_id", "date_order", "access_token",
    "ticket_code", "sync_uuid", "sync_origin", "sync_loaded_from", "employee_id",
}  # fmt: skip
LINE_IDENTITY = {"uuid"}


@dataclass
class Case:
    """An order and its way.

    :param str name: what the table calls it
    :param str build: JavaScript for the sender's page, with the helpers of page.js at hand
    :param by_hand: called with the world and the sender's till instead of ``build``
    :param str start: JavaScript that opens the cart
    :param between: called with the server's admin after sending, before delivering
    :param str then: JavaScript for the receiver's page, on the cart, after a reload
    :param expect: what ``then`` returns
    :param str check: JavaScript for the receiver's page that is true of the cart as delivered
    :param set ignore: fields that differ for a reason, given in the case
    :param bool sell: whether the cart is paid in the end
    :param bool clicks: send and deliver with the mouse
    :param str refusal: what the receiver's cashier reads when the order is not delivered
    """

    name: str
    build: str
    between: object = None
    then: str = ""
    expect: object = None
    check: str = ""
    ignore: set = field(default_factory=set)
    sell: bool = True
    clicks: bool = False
    refusal: str = ""
    by_hand: object = None
    start: str = "pos.add_new_order(); pos.showScreen('ProductScreen')"
    # What came of it.
    problems: list = field(default_factory=lambda: ["was not tried"])
    milliseconds: int = 0

    def __str__(self):
        return self.name.replace(" ", "-")

    @property
    def verdict(self):
        good = f"not delivered: {self.refusal}" if self.refusal else "as sent"
        return "; ".join(self.problems) or good


def find_differences(sent, received, ignore=()):
    """Compare two exports of a cart field by field and return what differs, as sentences."""
    uuids = {
        was["uuid"]: line["uuid"] for was, line in zip(lines(sent), lines(received), strict=False)
    }
    sent = {**sent, "last_order_preparation_change": kitchen(sent, uuids)}
    received = {**received, "last_order_preparation_change": kitchen(received, {})}
    sent, received = forget_coupons(sent), forget_coupons(received)
    differences = compare(sent, received, IDENTITY | {"lines"} | set(ignore), "")
    if len(sent["lines"]) != len(received["lines"]):
        differences.append(f"{len(sent['lines'])} lines became {len(received['lines'])}")
    for number, (was, line) in enumerate(zip(lines(sent), lines(received), strict=False), 1):
        differences += compare(was, line, LINE_IDENTITY | set(ignore), f"line {number} ")
    if sent["uid"] == received["uid"]:
        differences.append("the identity is the old one")
    return differences


def lines(cart):
    return [line for _, _, line in cart["lines"]]


def kitchen(cart, uuids):
    text = cart.get("last_order_preparation_change") or "{}"
    for old, new in uuids.items():
        text = text.replace(old, new)
    return json.loads(text)


def forget_coupons(cart):
    """Coupons that a sale will create have a number below zero, another one at each till."""
    changes = cart.get("couponPointChanges") or {}
    new = {
        str(max(0, int(key))): {**change, "coupon_id": max(0, change["coupon_id"])}
        for key, change in changes.items()
    }
    coupons = [
        [0, 0, {**line, "coupon_id": max(0, line.get("coupon_id") or 0)}] for line in lines(cart)
    ]
    return {**cart, "couponPointChanges": new, "lines": coupons}


def compare(was, now, ignore, where):
    return [
        f"{where}{name}: {was.get(name)} became {now.get(name)}"
        for name in sorted({*was, *now} - ignore)
        if not same(was.get(name), now.get(name))
    ]


def same(was, now):
    """Whether two values are the same to a browser: what is not defined does not travel."""
    if isinstance(was, float) or isinstance(now, float):
        numbers = all(isinstance(value, (int, float)) for value in (was, now))
        return numbers and math.isclose(was, now, rel_tol=0, abs_tol=1e-9)
    if isinstance(was, dict) and isinstance(now, dict):
        return all(same(was.get(name), now.get(name)) for name in {*was, *now})
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(same, was, now))
    return was == now
