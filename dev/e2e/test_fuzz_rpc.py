"""Nonsense over HTTP: an answer or a sentence, never a traceback in the server's log."""

import collections
import os
import random

from calls import Terminal

CALLS = int(os.environ.get("POS_SYNC_FUZZ_RPC", "400"))
ACCEPTED = {f"odoo.exceptions.{name}Error" for name in ("User", "Access", "Validation")}
NASTY = [None, True, -1, 0, 2**31, 2**63, 10**400, 0.5, 1e308, float("nan"), float("inf"), ""]
NASTY += ["\ud800", "nul\0", "x" * 2000, "%s", "'; --", "<b>", [], [[]], [None], {}, {"a": {}}]
NASTY += [[[6, 0, [2**31 - 1]]], [[0, 0, {}]], {"uuid": "12345678"}, [1, [2, [3, [4]]]]]

# What is right, to be broken in one or two places; "order" is a number, "token" a device.
METHODS = {
    "get_receivers_for_ui": [],
    "get_inbox_for_ui": [],
    "get_sent_for_ui": [],
    "get_lines_for_ui": ["order"],
    "get_records_for_ui": ["order", {"pricelist_ids": [1], "fiscal_position_ids": [1]}],
    "claim_from_ui": ["order", "token"],
    "recall_from_ui": ["order", "token"],
    "confirm_from_ui": ["order", "token", "Order 1"],
    "release_from_ui": ["order", "token", "why"],
    "give_back_from_ui": ["order", "token", "why"],
    "decline_from_ui": ["order", "why"],
    "resend_from_ui": ["order", []],
    "check_carts_from_ui": ["token", ["12345678-1234"]],
    "send_from_ui": ["vals"],
}


def places(value, path=()):
    """Yield the path to each place of a JSON value."""
    items = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def broken(value, path, new):
    """Return a copy of ``value`` with another value at one place."""
    if not path:
        return new
    copied = value.copy()
    copied[path[0]] = broken(value[path[0]], path[1:], new)
    return copied


def test_malformed_calls_leave_no_traceback(server):
    """A few hundred calls, each wrong in one place or two."""
    counter, checkout = Terminal(server, "Counter"), Terminal(server, "Checkout")
    dice, outcomes = random.Random(17), collections.Counter()
    errors, order = len(server.errors()), counter.send("Checkout")
    for number in range(CALLS):
        method = dice.choice([*METHODS, *["send_from_ui"] * 8])
        caller = counter if "send" in method or "recall" in method else checkout
        known = {"order": order, "token": caller.token, "vals": caller.send_vals("Checkout")}
        args = [known.get(arg, arg) if isinstance(arg, str) else arg for arg in METHODS[method]]
        args = [caller.session, *args]
        for _place in range(dice.randint(1, 2)):
            args = broken(args, dice.choice(list(places(args))), dice.choice(NASTY))
        answer = caller.post(method, args)
        data = answer.get("error", {}).get("data", {})
        outcome = data.get("name") or answer["result"]["status"]
        outcomes[outcome] += 1
        assert outcome in ACCEPTED or "error" not in answer, (number, method, args, data)
    print(f"{CALLS} malformed calls: {dict(outcomes)}")
    assert server.errors()[errors:] == []
    assert counter("get_sent_for_ui")["status"] == "ok"
    assert checkout("get_inbox_for_ui")["status"] == "ok"
