"""Figures that are measured inside of the server: the time of a call and of its commit."""

import json

from .place import RECEIVER, SENDER, Desk, settle
from .stats import compare

LINES, WAITING = 20, 30


def measure_send(place):
    """Sending an order against Odoo's saving it as a draft, which is how Odoo shares orders."""
    counter, checkout = Desk(place.server, SENDER), Desk(place.server, RECEIVER)
    pairs, sent, drafts = [], [], []
    for number in range(place.rounds(40) + 3):
        ours, order = _send(counter, LINES, [checkout.config])
        sent.append(order)
        core = _save_draft(counter, LINES)
        drafts += [row["id"] for row in core["answer"]]
        if number >= 3:  # the first ones warm up
            pairs.append((ours["ms"], core["ms"]))
    details = {
        "queries of ours and of Odoo's": [ours["queries"], core["queries"]],
        "queries by lines": {n: _queries(counter, n, [checkout.config]) for n in (1, 20, 200)},
        "queries by receivers": {
            n: _queries(counter, LINES, [till["config"] for till in place.server.bench_tills[:n]])
            for n in (1, 10, 100)
        },
    }
    counter.client("pos.order", "remove_from_ui", drafts)
    settle(checkout, sent)
    counts = [*details["queries by lines"].values(), *details["queries by receivers"].values()]
    constant = max(counts) - min(counts) <= 4
    yield compare(
        "send",
        f"send an order of {LINES} lines",
        "`create_from_ui(draft=True)` of the same order",
        0.5,
        pairs,
        details=details,
        is_broken=not constant,
        note=f"SQL queries {'constant' if constant else 'NOT constant'}: "
        + ", ".join(f"{n} lines {q}" for n, q in details["queries by lines"].items())
        + "; "
        + ", ".join(f"{n} receivers {q}" for n, q in details["queries by receivers"].items())
        + f"; Odoo's draft {core['queries']}",
    )


def _send(counter, lines, receivers):
    result = counter.timed_sync("send_from_ui", counter.vals(lines, receivers), expect="sent")
    return result, result["answer"]["orders"][0]["id"]


def _queries(counter, lines, receivers):
    """Return the queries of a send that the server has seen the like of before."""
    for _time in range(2):
        result, order = _send(counter, lines, receivers)
        counter("recall_from_ui", order, counter.token)
        counter.confirm(order)
    return result["queries"]


def _save_draft(desk, lines):
    order = desk.order(lines)
    data = [{"id": order["uid"], "data": order, "to_invoice": False}]
    return desk.timed("pos.order", "create_from_ui", data, True)


def measure_inbox(place):
    """Reading the list of waiting orders against Odoo's reading of as many shared drafts."""
    counter, checkout = Desk(place.server, SENDER), Desk(place.server, RECEIVER)
    sent = [_send(counter, LINES, [checkout.config])[1] for _number in range(WAITING)]
    drafts = [
        row["id"] for _number in range(WAITING) for row in _save_draft(counter, LINES)["answer"]
    ]
    times, sizes = [], []
    for number in range(place.rounds(30) + 2):
        ours = checkout.timed_sync("get_inbox_for_ui", expect="ok")
        # What Odoo asks for at a till that trusts this one; all drafts there are ours.
        core = counter.timed("pos.order", "export_for_ui_shared_order", counter.config)
        if len(ours["answer"]["orders"]) != WAITING or len(core["answer"]) != WAITING:
            raise RuntimeError("The two lists are not of the same orders.")
        if number >= 2:
            times.append((ours["ms"], core["ms"]))
            sizes.append((len(json.dumps(ours["answer"])), len(json.dumps(core["answer"]))))
    counter.client("pos.order", "remove_from_ui", drafts)
    settle(checkout, sent)
    what = f"read {WAITING} waiting orders of {LINES} lines"
    baseline = "`export_for_ui_shared_order` of as many shared drafts"
    queries = {"queries of ours and of Odoo's": [ours["queries"], core["queries"]]}
    yield compare("inbox", what, baseline, 0.15, times, details=queries)
    yield compare("inbox", f"{what}: size", baseline, 0.1, sizes, unit="bytes")


def measure_receivers(place):
    """One send to a hundred open receivers against one to a single one."""
    counter = Desk(place.server, SENDER)
    everybody = [till["config"] for till in place.server.bench_tills]
    pairs = []
    for number in range(place.rounds(30) + 3):
        (many, order), (one, other) = (
            _send(counter, LINES, everybody),
            _send(counter, LINES, everybody[number % 100 :][:1]),
        )
        settle(counter.at(place.server.bench_tills[0]), [order])
        settle(counter.at(place.server.bench_tills[number % 100]), [other])
        if number >= 3:
            pairs.append((many["ms"], one["ms"]))
    yield compare(
        "receivers",
        f"send an order of {LINES} lines to 100 open receivers",
        "the same to 1 receiver",
        2.0,
        pairs,
        note=f"{many['queries']} queries to 100, {one['queries']} to 1",
    )
