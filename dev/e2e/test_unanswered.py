"""Calls that nobody knows the end of, and a storage that keeps nothing: no order in two places."""

import json

import pytest
from test_crash import crash, hold, lose_answer

FILL = """() => {
    for (let size = 2 ** 22, i = 0; size >= 1;) {
        try {
            localStorage.setItem(`junk${i++}`, "x".repeat(size));
        } catch {
            size = Math.floor(size / 2);
        }
    }
}"""
EMPTY = """() => Object.keys(localStorage).filter((key) => key.startsWith("junk"))
    .forEach((key) => localStorage.removeItem(key))"""
KEPT = "() => posmodel.sync.outbox.entries.length"


def answer_error(name):
    """Let a call be carried out and answer with an error of the server."""

    def handle(route):
        route.fetch()
        error = {"code": 200, "message": "Odoo Server Error", "data": {"name": name, "message": ""}}
        body = json.dumps({"jsonrpc": "2.0", "id": 0, "error": error})
        route.fulfill(status=200, content_type="application/json", body=body)

    return handle


@pytest.mark.parametrize("name", ["psycopg2.OperationalError", "odoo.http.SessionExpiredException"])
def test_send_that_was_done_and_answered_with_an_error_is_told_again(name, tills, orders):
    """The database or the login was gone when the answer was due: the order is sent, once."""
    note, counter = f"answered with {name}", tills("Counter")
    counter.tolerate("Session", "session", "Odoo", "undefined", "page error")
    counter.add("E2E Pen")
    counter.choose("Checkout", note=note)
    counter.page.route("**/send_from_ui", answer_error(name))
    with counter.page.expect_response("**/send_from_ui"):
        counter.page.locator(".o_pos_sync_confirm").click()
    counter.wait("() => posmodel.get_order().is_empty()")
    assert counter.page.evaluate(KEPT) == 1 and counter.carts() == []
    counter.page.unroute_all()
    counter.reload().wait_told()
    assert counter.carts() == []
    assert [order["state"] for order in orders(note)] == ["sent"]


def test_order_that_the_storage_cannot_keep_stays_in_the_cart(tills, orders):
    """The cashier is told; neither the link nor the tab can lose the order."""
    note, counter = "kept nowhere", tills("Counter")
    counter.add("E2E Lamp")
    counter.page.evaluate(FILL)
    counter.choose("Checkout", note=note)
    counter.page.route("**/send_from_ui", lambda route: route.abort())
    counter.confirm()
    assert "storage is full" in counter.problem()
    assert len(counter.carts()) == 1 and orders(note) == []
    counter.page.evaluate(EMPTY)
    counter.page.unroute_all()
    assert len(counter.reload().carts()) == 1 and orders(note) == []
    counter.send("Checkout", note=note)
    assert len(orders(note)) == 1 and counter.carts() == []


def test_tab_dies_while_it_takes_an_order_back(tills, orders):
    """The sender, who receives nothing, finds the order in its cart after a reload."""
    note, counter = "died while taking back", tills("Counter")
    counter.add("E2E Chair")
    counter.send("Checkout", note=note)
    counter.open_sent()
    counter.tolerate("net::ERR_FAILED")
    with lose_answer(counter.page, "recall_from_ui"):
        counter.row(note).locator(".o_pos_sync_take_back").click()
    page = crash(counter.page)
    assert orders(note)[0]["state"] == "claimed"
    again = tills("Counter", page=page)
    again.until(lambda: orders(note)[0]["state"] == "recalled")
    assert len(again.carts()) == 1 and len(again.reload().carts()) == 1


def test_order_taken_back_cannot_be_given_back(tills, orders):
    """While its confirmation is under way, it is in the sender's hands already."""
    note, counter = "taken back, unconfirmed", tills("Counter")
    counter.add("E2E Chair")
    counter.send("Checkout", note=note)
    counter.open_sent()
    with hold(counter.page, "confirm_from_ui"):
        counter.take_back(note)
    counter.page.locator(".o_pos_sync_mark").wait_for()
    assert counter.page.locator(".o_pos_sync_give_back").count() == 0
    counter.page.unroute_all()
    counter.reload().until(lambda: orders(note)[0]["state"] == "recalled")
    assert len(counter.carts()) == 1
