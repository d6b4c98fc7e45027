"""Fifty devices want the same order in the same instant: one has it, and nobody waits."""

import collections
import functools
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from calls import Terminal

DEVICES = int(os.environ.get("POS_SYNC_DEVICES", "50"))
ORDERS = int(os.environ.get("POS_SYNC_ORDERS", "12"))


def at_once(functions):
    """Call all of them in threads that start together; return their results in order."""
    barrier = threading.Barrier(len(functions))

    def run(function):
        barrier.wait(30)
        start = time.monotonic()
        return function(), time.monotonic() - start

    with ThreadPoolExecutor(len(functions)) as threads:
        return list(threads.map(run, functions))


def test_fifty_claims_at_once_have_one_winner(server):
    """Each order has one winner; no error page, no repeated call, and the losers learn who."""
    counter = Terminal(server, "Counter")
    tills = [Terminal(server, shop) for shop in ("Checkout", "Checkout 2")]
    devices = [tills[number % 2].another() for number in range(DEVICES)]
    errors, retries = len(server.errors()), len(server.retries())
    counts, longest = collections.Counter(), 0
    for _order in range(ORDERS):
        order = counter.send("Checkout", "Checkout 2")
        answers = at_once([functools.partial(device.claim, order) for device in devices])
        longest = max(longest, *(seconds for _answer, seconds in answers))
        counts.update(answer["status"] for answer, _seconds in answers)
        winners = [
            device
            for device, (answer, _seconds) in zip(devices, answers, strict=True)
            if answer["status"] == "claimed"
        ]
        assert len(winners) == 1, counts
        assert all(answer.get("by", "x") for answer, _seconds in answers)
        assert winners[0].confirm(order) == {"status": "delivered"}
        late = {device.claim(order).get("by") for device in devices[:2] if device not in winners}
        assert late <= {winners[0].shop}
    print(f"{ORDERS} orders x {DEVICES} devices: {dict(counts)}, longest {longest:.2f} s")
    assert counts == {"claimed": ORDERS, "taken": ORDERS * (DEVICES - 1)}
    assert server.errors()[errors:] == []
    assert server.retries()[retries:] == []


def test_one_send_told_twenty_times_at_once_is_one_order(server, admin):
    """The terminal that never hears an answer asks again and again: one order, one answer."""
    counter = Terminal(server, "Counter")
    devices = [counter.another() for _device in range(20)]
    errors = len(server.errors())
    vals = counter.send_vals("Checkout")
    answers = at_once([functools.partial(device, "send_from_ui", vals) for device in devices])
    assert all(answer == answers[0][0] for answer, _seconds in answers)
    assert admin("pos.sync.order", "search_count", [("batch", "=", vals["uuid"])]) == 1
    assert server.errors()[errors:] == []


def test_claim_release_and_decline_at_once_lose_nothing(server, admin):
    """Two tills take, put back and refuse at random: the order is in one place at the end."""
    counter = Terminal(server, "Counter")
    tills = [Terminal(server, shop) for shop in ("Checkout", "Checkout 2")]
    devices = [tills[number % 2].another() for number in range(12)]
    errors = len(server.errors())

    def play(device, order):
        if device.claim(order)["status"] == "claimed":
            device("release_from_ui", order, device.token, "changed mind")
        if device is devices[0]:
            device("decline_from_ui", order, "busy")

    orders = [counter.send("Checkout", "Checkout 2") for _order in range(4)]
    for order in orders:
        at_once([functools.partial(play, device, order) for device in devices])
    for row in admin("pos.sync.order", "read", orders, ["state", "holder_config_id"]):
        assert (row["state"], row["holder_config_id"]) == ("sent", False)
    assert all(tills[1].claim(order)["status"] == "claimed" for order in orders)
    assert server.errors()[errors:] == []
