"""The same hand-over where the server is many processes, or many servers."""

import contextlib

import pytest
from conftest import VIEW
from proxy import Proxy
from server import Server
from till import Till

BADGE_LIMIT = 5000  # milliseconds; without the bus it would be the poll, after 30 s


@pytest.fixture
def open_till(browser):
    """``open_till(server, "Counter")`` is that till in a browser profile of its own."""
    with contextlib.ExitStack() as contexts:

        def open_one(server, shop):
            context = browser.new_context(viewport=VIEW)
            contexts.callback(context.close)
            return Till(context.new_page(), server, shop).open()

        yield open_one


def hand_over(counter, checkout, note):
    """Send, arrive by the bus, deliver, pay; nothing is an error to a browser or a server."""
    counter.add("E2E Pen", qty="3")
    total = counter.shown_total()
    checkout.watch_count(checkout.count() + 1)
    counter.send("Checkout", note=note)
    checkout.wait("() => window.seenAt", timeout=BADGE_LIMIT)
    checkout.open_inbox()
    checkout.deliver(note)
    assert checkout.shown_total() == total
    checkout.pay_cash()
    fields = ["state", "amount_difference"]
    [order] = counter.server.client()(
        "pos.sync.order", "search_read", [("note", "=", note)], fields
    )
    assert (order["state"], order["amount_difference"]) == ("done", 0)
    for till in (counter, checkout):
        assert till.errors == [] and till.server.errors() == []


def test_hand_over_with_workers(open_till):
    """Two workers and a gevent process behind a proxy, as in production."""
    with Server(workers=2) as server, Proxy(server) as proxy:
        server.url = proxy.url
        hand_over(open_till(server, "Counter"), open_till(server, "Checkout"), "by a worker")


def test_hand_over_between_two_servers(open_till):
    """Two servers on one database: the sender is at one, the receiver at the other."""
    with Server() as near, Server(database_name=near.database) as far:
        far.tills = near.tills
        assert near.port != far.port
        hand_over(open_till(near, "Counter"), open_till(far, "Checkout"), "to the other server")
