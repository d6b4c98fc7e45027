"""Figures that are measured where the till is: from the request to its answer."""

import threading
import time
from functools import partial

from .place import RECEIVER, SENDER, Desk
from .stats import compare, median, percentile

RACERS = 50


def clock(function, *args):
    """Return ``(milliseconds, answer)`` of a call."""
    begin = time.perf_counter()
    answer = function(*args)
    return (time.perf_counter() - begin) * 1000, answer


def measure_claim(place):
    """Claim and confirm against the bare statements that any such hand-off needs."""
    counter, checkout = Desk(place.server, SENDER), Desk(place.server, RECEIVER)
    pairs, halves = [], []
    for number in range(place.rounds(60) + 5):
        order, other = counter.send(RECEIVER), counter.send(RECEIVER)
        claim, answer = clock(checkout.claim, order)
        confirm, settled = clock(checkout.confirm, order)
        bare = _bare(checkout, other)
        if (answer["status"], settled["status"]) != ("claimed", "delivered"):
            raise RuntimeError(f"{answer['status']}, {settled}")
        checkout.claim(other)
        checkout.confirm(other)
        if number >= 5:
            pairs.append((claim + confirm, sum(bare)))
            halves.append((claim, confirm, *bare))
    claim, confirm, bare_claim, bare_confirm = map(median, zip(*halves, strict=True))
    inside = _inside(counter, checkout, place.rounds(20))
    yield compare(
        "claim",
        "claim and confirm, two calls",
        "bare `SELECT FOR UPDATE` + `UPDATE`, and `UPDATE`, two calls",
        2.0,
        pairs,
        note=f"claim {claim:.1f} ms against {bare_claim:.1f}, confirm {confirm:.1f} against "
        f"{bare_confirm:.1f}; {inside}",
    )


def _bare(desk, order):
    claim, _answer = clock(desk.client, "pos.sync.bench", "bare_claim", order)
    confirm, _answer = clock(desk.client, "pos.sync.bench", "bare_confirm", order)
    return claim, confirm


def _inside(counter, checkout, rounds):
    """Return in words what the two calls cost inside of the server."""
    times = {"claim": [], "confirm": []}
    for _number in range(rounds):
        order, token = counter.send(RECEIVER), checkout.token
        claim = checkout.timed_sync("claim_from_ui", order, token, expect="claimed")
        confirm = checkout.timed_sync("confirm_from_ui", order, token, "x", expect="delivered")
        times["claim"].append(claim["ms"])
        times["confirm"].append(confirm["ms"])
    return (
        f"inside of the server claim {median(times['claim']):.1f} ms, {claim['queries']} queries, "
        f"confirm {median(times['confirm']):.1f} ms, {confirm['queries']} queries"
    )


def measure_race(place):
    """Fifty tills claim one order in the same instant."""
    server, counter = place.server, Desk(place.server, SENDER)
    racers = [counter.at(till) for till in server.bench_tills[:RACERS]]
    configs = [racer.config for racer in racers]
    retries, alone, losers, crowd, winners = len(server.retries()), [], [], [], []
    idle = []
    for number in range(place.rounds(8) + 1):
        order = _offer(counter, configs)
        one, _answer = clock(racers[number].claim, order)
        racers[number].confirm(order)
        # As many at once, each for an order of its own: what the crowd alone costs.
        orders = [_offer(counter, [config]) for config in configs]
        apart = _at_once(
            [partial(racer.claim, order) for racer, order in zip(racers, orders, strict=True)]
        )
        contested = _offer(counter, configs)
        raced = _at_once([partial(racer.claim, contested) for racer in racers])
        bare = _at_once([partial(racer.client, "pos.sync.bench", "bare") for racer in racers])
        for racer, wanted, (_time, answer) in zip(racers, orders, apart, strict=True):
            if answer["status"] != "claimed":
                raise RuntimeError(f"alone with an order, and yet: {answer}")
            racer.confirm(wanted)
        statuses = [answer["status"] for _time, answer in raced]
        [winner] = [r for r, status in zip(racers, statuses, strict=True) if status == "claimed"]
        winner.confirm(contested)
        if number:
            alone.append(one)
            winners.append(statuses.count("claimed") == 1 and statuses.count("taken") == 49)
            lost = [ms for ms, answer in raced if answer["status"] != "claimed"]
            losers.append(percentile(lost, 95))
            crowd.append(percentile([ms for ms, _answer in apart], 95))
            idle.append(percentile([ms for ms, _answer in bare], 95))
    retries = len(server.retries()) - retries
    more = {
        "is_broken": bool(retries) or not all(winners),
        "note": f"{len(winners)} races, one winner and 49 told who in {sum(winners)} of them, "
        f"{retries} of Odoo's retries",
    }
    what = "95th percentile of the losers among 50 tills that claim one order at once"
    yield compare(
        "race",
        what,
        "an uncontended claim in the same crowd: of 50 tills that claim an order each at once",
        3.0,
        list(zip(losers, crowd, strict=True)),
        **more,
    )
    yield compare(
        "race", what, "a claim alone on an idle server", 3.0, list(zip(losers, alone, strict=True))
    )
    yield compare(
        "race",
        "95th percentile of 50 calls at once that do nothing",
        "a claim alone on an idle server",
        None,
        list(zip(idle, alone, strict=True)),
        note="what 50 requests at once cost on this machine before anything is done for them",
    )


def _offer(counter, configs):
    vals = counter.send_vals()
    return counter("send_from_ui", {**vals, "receiver_ids": configs})["orders"][0]["id"]


def _at_once(calls):
    """Return ``[(milliseconds, answer)]`` of calls that start together."""
    answers, gate = [None] * len(calls), threading.Barrier(len(calls))

    def call(index):
        gate.wait()
        answers[index] = clock(calls[index])

    threads = [threading.Thread(target=call, args=(index,)) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
