"""A thousand tills listen to one process: how fast it tells one of them, and all of them."""

import json
import selectors
import time
from pathlib import Path

import websocket

from .load import workers_of
from .place import SENDER, Desk
from .stats import compare

FEW, MANY = 10, 1000
PATIENCE = 60  # seconds for everybody to hear
NOTIFICATION = "POS_SYNC_BENCH"


class Audience:
    """Websockets, each on a channel; :meth:`hear` waits for those that are told something."""

    def __init__(self, desk, channels):
        self.selector, cookies = selectors.DefaultSelector(), desk.client.session.cookies.get_dict()
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        url = f"ws://127.0.0.1:{desk.server.gevent_port}/websocket"
        for channel in channels:
            ear = websocket.create_connection(
                url, timeout=PATIENCE, cookie=cookie, origin=desk.server.url
            )
            data = {"channels": [channel], "last": 0}
            ear.send(json.dumps({"event_name": "subscribe", "data": data}))
            self.selector.register(ear.sock, selectors.EVENT_READ, ear)

    def hear(self, number):
        """Wait until ``number`` of the websockets were told something.

        :raise RuntimeError: some were not
        """
        deadline = time.monotonic() + PATIENCE
        while number > 0:
            for key, _events in self.selector.select(deadline - time.monotonic()):
                messages = [row["message"]["type"] for row in json.loads(key.data.recv())]
                number -= messages.count(NOTIFICATION)
            if time.monotonic() > deadline:
                raise RuntimeError(f"{number} websockets heard nothing.")

    def close(self):
        for key in list(self.selector.get_map().values()):
            key.data.close()


def measure_websockets(place):
    """One notification among many websockets against one among few, and one for each at once."""
    with workers_of(place.server) as server:
        yield from _measure(place, Desk(server, SENDER))


def _measure(place, desk):
    sessions = [till["session"] for till in desk.server.bench_tills]
    channels = desk.server.admin("pos.sync.bench", "get_channels", sessions)
    times, bursts, memory = {}, [], {}
    for size in (FEW, MANY):
        audience = Audience(desk, [channels[i % len(channels)] for i in range(size)])
        time.sleep(2)  # each is told at first what there was before
        listeners = max(1, size // len(channels))
        one = [_time(audience, desk, sessions[:1], listeners) for _ in range(place.rounds(40) + 3)]
        times[size], memory[size] = one[3:], _memory_of_bus(desk.server.process.pid)
        if size == MANY:
            bursts = [_time(audience, desk, sessions, size) for _ in range(place.rounds(10))]
        audience.close()
    burst = sorted(bursts)[len(bursts) // 2]
    yield compare(
        "websockets",
        f"a notification to one till while {MANY:,} websockets are open",
        f"the same while {FEW} are open",
        None,
        list(zip(times[MANY], times[FEW], strict=True)),
        note=f"all {MANY:,} invited at once: the last one hears of it after {burst:,.0f} ms, "
        f"{1000 * MANY / burst:,.0f} a second; the process has {memory[MANY]} MB, "
        f"{memory[FEW]} with {FEW}",
    )


def _time(audience, desk, sessions, number):
    begin = time.perf_counter()
    desk.server.admin("pos.sync.bench", "notify_all", sessions)
    audience.hear(number)
    return (time.perf_counter() - begin) * 1000


def _memory_of_bus(pid):
    """Return the megabytes of the process for websockets."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            if b"\0gevent\0" in Path(f"/proc/{child}/cmdline").read_bytes():
                status = Path(f"/proc/{child}/status").read_text()
                return int(status.split("VmRSS:")[1].split()[0]) // 1024
    raise RuntimeError("There is no process for websockets.")
