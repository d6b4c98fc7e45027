"""The figures of calls over HTTP, by tills without a browser."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle
from pathlib import Path

from calls import Terminal
from measure import Figure, percentile, rounds
from server import Server

LOAD = "--load=base,web,pos_sync_bench"
ADDONS = Path(__file__).resolve().parent / "addons"


class BenchServer(Server):
    """A server that answers the baselines too."""

    def start(self, *options):
        [path] = [word for word in self.command() if word.startswith("--addons-path=")]
        return super().start(f"{path},{ADDONS}", LOAD, *options)

    def command(self):
        from database import settings

        return settings()[1]


def timed(function, *args):
    """Return the milliseconds of a call."""
    start = time.perf_counter()
    function(*args)
    return 1000 * (time.perf_counter() - start)


def claim(server, count):
    """Claim and confirm against two calls that lock and write a row."""
    counter, checkout = Terminal(server, "Counter"), Terminal(server, "Checkout")
    post, other = checkout.client.post, counter.send("Checkout")

    def bare():
        post("/pos_sync_bench/claim", {"order": other})
        post("/pos_sync_bench/confirm", {"order": other})

    def ours():
        order = counter.send("Checkout")

        def both():
            assert checkout.claim(order)["status"] == "claimed"
            assert checkout.confirm(order) == {"status": "delivered"}

        return timed(both)

    baseline, found = rounds(count, partial(timed, bare), ours)
    return Figure(
        "claim",
        "claim and confirm, over HTTP",
        "two calls: a bare `SELECT FOR UPDATE` with an `UPDATE`, and an `UPDATE`",
        2.0,
        found,
        baseline,
    )


def at_once(functions):
    """Start all at once; return ``(result, milliseconds)`` of each."""
    barrier = threading.Barrier(len(functions))

    def run(function):
        barrier.wait(30)
        start = time.perf_counter()
        return function(), 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(len(functions)) as threads:
        return list(threads.map(run, functions))


def race(server, count, tills=50):
    """Fifty want one order, against fifty who want one each."""
    counter, checkout = Terminal(server, "Counter"), Terminal(server, "Checkout")
    devices = [checkout.another() for _till in range(tills)]
    retries = len(server.retries())
    winners, alone = [], []

    def contended():
        order = counter.send("Checkout")
        answers = at_once([partial(device.claim, order) for device in devices])
        winners.append(sum(answer["status"] == "claimed" for answer, _ms in answers))
        losers = [ms for answer, ms in answers if answer["status"] == "taken"]
        return percentile(losers, 95)

    def uncontended():
        orders = [counter.send("Checkout") for _device in devices]
        alone.append(timed(checkout.claim, orders.pop()))
        answers = at_once([partial(d.claim, o) for d, o in zip(devices, orders, strict=False)])
        return percentile([ms for _answer, ms in answers], 95)

    baseline, ours = rounds(count, uncontended, contended, warm=1)
    quiet = sum(alone) / len(alone)
    return Figure(
        "race",
        f"{tills} tills want one order: the losers' 95th percentile",
        f"{tills} tills want an order each: the 95th percentile",
        3.0,
        ours,
        baseline,
        notes=[f"one claim on an idle server: {quiet:.1f} ms", f"winners: {sorted(set(winners))}"],
        also=set(winners) == {1} and len(server.retries()) == retries,
    )


def sustained(server, seconds, tills=100, lines=8):
    """Calls a second of a hundred tills that hand over, against bare authenticated calls."""
    counter, checkout = Terminal(server, "Counter"), Terminal(server, "Checkout")
    pairs = [(counter.another(), checkout.another()) for _till in range(tills // 2)]
    errors, memory = len(server.errors()), []

    def hand_over(sender, receiver):
        order = sender.send("Checkout")
        receiver("get_inbox_for_ui")
        assert receiver.claim(order)["status"] == "claimed"
        assert receiver.confirm(order) == {"status": "delivered"}
        return 4

    def bare(sender, receiver):
        for till in (sender, receiver, sender, receiver):
            till.client.post("/pos_sync_bench/bare", {})
        return 4

    def drive(work):
        end, share = time.perf_counter() + seconds, [pairs[n::lines] for n in range(lines)]

        def line(mine):
            turns, calls = cycle(mine), 0
            while time.perf_counter() < end:
                calls += work(*next(turns))
            return calls

        start = time.perf_counter()
        with ThreadPoolExecutor(lines) as threads:
            calls = sum(threads.map(line, share))
        memory.append(resident(server))
        # Milliseconds for a call, so that less is better as in every figure.
        return 1000 * (time.perf_counter() - start) / calls

    baseline, ours = rounds(3, partial(drive, bare), partial(drive, hand_over), warm=1)
    growth = memory[-1] - memory[1]
    return Figure(
        "sustained",
        f"{tills} tills, two workers: a call in the mix of send, list, claim, confirm",
        "a bare authenticated call",
        2.0,
        ours,
        baseline,
        notes=[
            f"{1000 / min(ours):.0f} calls a second, {1000 / min(baseline):.0f} bare ones",
            f"memory: {memory[1]:.0f} MB after the first round, {growth:+.0f} MB at the end",
        ],
        also=len(server.errors()) == errors and growth < 0.1 * memory[1],
    )


def resident(server):
    """Return the memory of the server's processes in MB, shared pages counted by their share."""
    total = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"{server.database}".encode() in (path / "cmdline").read_bytes():
                lines = (path / "smaps_rollup").read_text().splitlines()
                total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1024
