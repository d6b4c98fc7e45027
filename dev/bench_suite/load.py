"""A hundred tills at work for a while, against as many calls that do nothing."""

import contextlib
import http.client
import json
import threading
import time
from pathlib import Path

from .place import SENDER, Desk, start
from .stats import compare

TILLS, WORKERS, CYCLES = 100, 2, 1
CALLS = 5  # of one cycle: send, inbox, claim, confirm, inbox
# Odoo queues eight connections for each worker, and the system resets what comes on top: the rest
# waits in front of it, as in a proxy.
QUEUE = threading.BoundedSemaphore(8 * WORKERS)


class Line:
    """A till's connection: as little work as possible on this side of it."""

    def __init__(self, desk):
        self.desk, self.port = desk, desk.server.port
        cookies = desk.client.session.cookies.get_dict()
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.headers = {"Content-Type": "application/json", "Cookie": cookie}

    def __call__(self, model, method, *args):
        params = self.desk.client.prepare_call(model, method, args, {})
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with QUEUE, contextlib.closing(connection):
            connection.request("POST", "/web/dataset/call_kw", body, self.headers)
            answer = json.loads(connection.getresponse().read())
        if "error" in answer:
            raise RuntimeError(answer["error"].get("data", {}).get("message"))
        return answer["result"]

    def sync(self, method, *args):
        return self("pos.sync.order", method, self.desk.session, *args)

    def hand_over(self, receiver):
        """Send an order to another till, and take it there."""
        sent = self.sync("send_from_ui", self.desk.vals(5, [receiver.desk.config]))
        order, token = sent["orders"][0]["id"], receiver.desk.token
        receiver.sync("get_inbox_for_ui")
        answers = [receiver.sync("claim_from_ui", order, token)["status"]]
        answers.append(receiver.sync("confirm_from_ui", order, token, "Order 1")["status"])
        receiver.sync("get_inbox_for_ui")
        if answers != ["claimed", "delivered"]:
            raise RuntimeError(str(answers))


def measure_sustained(place):
    """Calls per second of a mixed load on two workers."""
    with workers_of(place.server) as server:
        yield _measure(place, server)


@contextlib.contextmanager
def workers_of(server):
    """The server with workers, and without them again afterwards."""
    _restart(server, WORKERS)
    try:
        yield server
    finally:
        _restart(server, 0)


def _restart(server, workers):
    server.stop()
    server.workers = workers
    start(server)


def _measure(place, server):
    desk = Desk(server, SENDER)
    lines = [Line(desk.at(till)) for till in server.bench_tills[:TILLS]]
    problems, pairs, memory = [], [], []
    before = len(server.errors()) + len(server.retries())
    for number in range(place.rounds(4) + 1):
        ours = _together(lines, lambda i: lines[i].hand_over(lines[i - 1]), CYCLES, problems)
        bare = _together(
            lines, lambda i: lines[i]("pos.sync.bench", "bare"), CYCLES * CALLS, problems
        )
        memory.append(_memory(server.process.pid))
        if number:  # the first one warms up
            calls = len(lines) * CYCLES * CALLS
            pairs.append((calls / ours, calls / bare))
    trouble = len(server.errors()) + len(server.retries()) - before
    # Warm, the workers must need no more than at the end; the allocator gives and takes a little.
    growth = (memory[-1] - memory[1]) / memory[1]
    return compare(
        "sustained",
        "100 tills, 2 workers: send, inbox, claim, confirm, inbox",
        "as many authenticated calls that do nothing",
        0.5,
        pairs,
        unit="calls/s",
        is_floor=True,
        is_broken=bool(problems or trouble) or growth > 0.05,
        details={"memory of all processes in MB, by round": memory, "problems": problems[:5]},
        note=f"{len(problems)} failed calls, {trouble} errors and retries in the log; memory "
        f"{memory[1]:.0f} MB after the first rounds, {memory[-1]:.0f} MB at the end",
    )


def _together(lines, act, times, problems):
    """Return the seconds until each till has acted so many times."""

    def work(index):
        for _time in range(times):
            try:
                act(index)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                problems.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=work, args=(index,)) for index in range(len(lines))]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def _memory(pid):
    """Return the megabytes that a process and its children have to themselves."""
    found, total = [pid], 0
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            found += map(int, children.read_text().split())
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
    return round(total, 1)
