"""Tabs that die in the middle of a hand-off: afterwards the order is in exactly one place."""

import contextlib

import pytest
from playwright.sync_api import Error


def hold(page, call):
    """Keep a call of the terminal from leaving the browser."""
    page.route(f"**/{call}", lambda route: None)
    return page.expect_request(f"**/{call}")


def lose_answer(page, call):
    """Let a call reach the server, and the answer reach nobody."""

    def handle(route):
        route.fetch()
        route.abort()

    page.route(f"**/{call}", handle)
    return page.expect_event("requestfailed", lambda request: request.url.endswith(call))


def crash(page):
    """Kill the process of a tab and return another tab of the same browser profile."""
    context = page.context
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash")
    page.close()
    return context.new_page()


@pytest.mark.parametrize(
    "call, interrupt", [("claim_from_ui", lose_answer), ("confirm_from_ui", hold)]
)
def test_receiving_tab_dies_before_confirm(call, interrupt, tills, orders, shot):
    """After a reload the order is in the receiver's cart once, and the server knows."""
    note = f"died before the end of {call}"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    checkout.tolerate("net::ERR_FAILED", "ConnectionLostError", "Connection to")
    with interrupt(checkout.page, call):
        checkout.row(note).locator(".o_pos_sync_deliver").click()
    page = crash(checkout.page)
    [order] = orders(note)
    assert order["state"] == "claimed"

    again = tills("Checkout", page=page)
    shot("reopened")
    again.until(lambda: orders(note)[0]["state"] == "delivered")
    again.wait("uuid => posmodel.orders.some(o => o.sync_uuid === uuid)", order["uuid"])
    assert len(again.carts_of(order["uuid"])) == 1
    assert len(again.reload().carts_of(order["uuid"])) == 1


def test_answer_to_send_is_lost(tills, orders, shot):
    """One order is on the server, and the cart is gone, after a reload too."""
    note = "sent, answer lost"
    counter = tills("Counter")
    counter.tolerate("net::ERR_FAILED")
    counter.add("E2E Chair")
    counter.choose("Checkout", note=note)
    with lose_answer(counter.page, "send_from_ui"):
        counter.confirm()
    counter.wait("() => posmodel.get_order().is_empty()")
    shot("answer-lost")
    assert len(orders(note)) == 1 and counter.carts() == []
    counter.page.unroute_all()
    with counter.page.expect_response("**/send_from_ui"):
        counter.reload()
    assert len(orders(note)) == 1 and counter.carts() == []
    assert orders(note)[0]["state"] == "sent"


def test_sending_tab_dies_before_the_server_hears(tills, orders):
    """After a reload the order goes out, once, and is in no cart."""
    note = "the sender died"
    counter = tills("Counter")
    counter.add("E2E Pen")
    counter.choose("Checkout", note=note)
    with hold(counter.page, "send_from_ui"):
        counter.page.locator(".o_pos_sync_confirm").click()
    page = crash(counter.page)
    assert orders(note) == []

    again = tills("Counter", page=page)
    again.until(lambda: orders(note))
    assert len(orders(note)) == 1 and again.carts() == []
    assert len(again.reload().carts()) == 0 and len(orders(note)) == 1


def test_request_to_send_is_lost_while_the_bus_lives(tills, orders):
    """A send that never reached the server goes out by itself, though no outage is noticed."""
    note = "request lost"
    counter = tills("Counter")
    counter.tolerate("net::ERR_FAILED")
    counter.add("E2E Pen")
    counter.choose("Checkout", note=note)
    counter.page.route("**/send_from_ui", lambda route: route.abort(), times=1)
    counter.confirm()
    counter.wait("() => posmodel.get_order().is_empty()")
    counter.until(lambda: orders(note), timeout=35000)
    assert len(orders(note)) == 1 and counter.carts() == []
