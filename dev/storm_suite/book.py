"""What the tills were told and what they did, written down while the storm lasts."""

import collections
import itertools
import threading


class Book:
    """Shared by all tills, each in its thread.

    ``marks`` says of each piece of goods how often it must be somewhere at the end; ``sent`` says
    of each send what was answered first; ``problems`` is what must not have happened.
    """

    def __init__(self, run):
        self.run, self.lock, self.numbers = run, threading.Lock(), itertools.count(1)
        self.marks, self.sent, self.problems = {}, {}, []
        self.calls, self.steps = collections.Counter(), collections.Counter()
        self.seconds_to_hear = None  # after the storm, until every receiver heard of an order
        self.losses, self.invitations = collections.Counter(), collections.Counter()

    def new_mark(self):
        """Return the name of a new piece of goods: it travels as the note of an order line."""
        with self.lock:
            mark = f"storm-{self.run}-{next(self.numbers)}"
            self.marks[mark] = 1
        return mark

    def told_sent(self, vals, answer):
        """A till was told that its order is sent.

        Copies multiply the goods. The same send must always be answered with the same orders.
        """
        orders = [(order["id"], order["uuid"]) for order in answer["orders"]]
        with self.lock:
            before = self.sent.setdefault(vals["uuid"], orders)
            if before is orders:
                self.marks[mark_of(vals["order"])] += len(orders) - 1
        if before != orders:
            self.problem(f"send {vals['uuid']} was answered with {before}, then with {orders}")

    def count(self, what, key):
        with self.lock:
            getattr(self, what)[key] += 1

    def problem(self, text):
        with self.lock:
            self.problems.append(text)


def mark_of(cart):
    """Return the piece of goods that a cart or a payload carries."""
    return next((line[2].get("customer_note") for line in cart["lines"]), None)
