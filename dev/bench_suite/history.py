"""Whether years of history make a till slower: two servers side by side."""

import json

from .place import RECEIVER, SENDER, Desk
from .stats import compare

FEW, MANY, WAITING = 1000, 1_000_000, 5


def measure_history(place):
    """Inbox and claim with a long history against the same with a short one."""
    pairs = {}
    many, few = (_Shop(place, size) for size in (MANY if not place.quick else 20_000, FEW))
    for number in range(place.rounds(40) + 3):
        # Who is first takes turns.
        for shop in (many, few) if number % 2 else (few, many):
            shop.measure()
        if number >= 3:
            for name in ("inbox", "claim"):
                pairs.setdefault(name, []).append((many.last[name], few.last[name]))
    for shop in (many, few):
        place.drop(shop.server)
    for name, what in (("inbox", f"inbox of {WAITING} orders"), ("claim", "claim")):
        yield compare(
            "history",
            f"{what} with {many.size:,} orders of history",
            f"the same with {few.size:,}",
            1.2,
            pairs[name],
            details={"queries": many.queries[name]},
        )


class _Shop:
    """A server of its own with so many orders of history, and some that wait."""

    def __init__(self, place, size):
        self.server, self.size, self.last, self.queries = place.start_server(), size, {}, {}
        self.counter, self.checkout = Desk(self.server, SENDER), Desk(self.server, RECEIVER)
        self.server.admin(
            "pos.sync.bench",
            "make_history",
            size,
            self.counter.config,
            self.checkout.config,
            json.dumps(self.counter.order(1)),
        )
        for _number in range(WAITING - 1):
            self._send()

    def _send(self):
        vals = self.counter.vals(3, [self.checkout.config])
        return self.counter("send_from_ui", vals)["orders"][0]["id"]

    def measure(self):
        """Note what a look at the inbox and a claim take."""
        order, token = self._send(), self.checkout.token
        calls = {
            "inbox": self.checkout.timed_sync("get_inbox_for_ui", expect="ok"),
            "claim": self.checkout.timed_sync("claim_from_ui", order, token, expect="claimed"),
        }
        self.checkout.confirm(order)
        self.last = {name: call["ms"] for name, call in calls.items()}
        self.queries = {name: call["queries"] for name, call in calls.items()}
