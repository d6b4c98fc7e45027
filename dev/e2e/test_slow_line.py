"""A line that takes its time: what a cashier does meanwhile neither doubles nor loses anything."""

import contextlib

from test_arrival import late

EMPTY = """() => {
    const order = posmodel.get_order();
    [...order.get_orderlines()].forEach((line) => order.removeOrderline(line));
}"""

READ_AGAIN = """() => {
    const [{args: [{order}]}] = posmodel.sync.outbox.entries;
    posmodel.orders.add(posmodel.createReactiveOrder(order));
}"""


@contextlib.contextmanager
def sending(till):
    """Touch Send; the call waits at the browser's door until the block ends."""
    with late(till, "send_from_ui"):
        with till.page.expect_request("**/send_from_ui"):
            till.confirm()
        till.wait("() => posmodel.get_order().is_empty()")
        yield


def test_cart_that_is_being_sent_is_no_cart_any_more(tills, orders, shot):
    """Nobody can pay it or send it again, and what is scanned next is in the next cart."""
    note, counter = "on a slow line", tills("Counter")
    counter.add("E2E Pen")
    counter.choose("Checkout", note=note)
    with sending(counter):
        counter.add("E2E Lamp")
        shot("meanwhile")
    counter.until(lambda: orders(note))
    counter.wait_told()
    [cart] = counter.carts()
    assert [line["full_product_name"] for line in cart["lines"]] == ["E2E Lamp"]
    assert [order["state"] for order in orders(note)] == ["sent"]


def test_second_touch_on_send_is_none(tills, orders):
    """While the list of receivers is under way, one popup is asked for, not two."""
    note, counter = "touched twice", tills("Counter")
    counter.add("E2E Pen")
    with late(counter, "get_receivers_for_ui"):
        for _touch in range(2):
            counter.page.locator(".o_pos_sync_send").click()
    counter.page.locator(".o_pos_sync_receiver").first.wait_for()
    counter.page.wait_for_timeout(300)
    assert counter.page.locator(".o_pos_sync_send_popup").count() == 1
    counter.page.keyboard.press("Escape")
    counter.page.locator(".o_pos_sync_send_popup").wait_for(state="detached")
    counter.send("Checkout", note=note)
    assert len(orders(note)) == 1


def test_order_that_changed_while_it_was_chosen_where_to_send_it(tills, orders):
    """Sold or thrown away before the touch on Send: nothing is sent."""
    note, counter = "gone before it went", tills("Counter")
    counter.add("E2E Pen")
    counter.choose("Checkout", note=note)
    counter.page.evaluate("() => posmodel.removeOrder(posmodel.get_order())")
    counter.confirm()
    assert "left the cart" in counter.problem()
    assert orders(note) == [] and counter.carts() == []


def test_refused_order_comes_back_to_the_screen(tills, orders, admin, server, shot):
    """The receiver was switched off while the popup was open: the cashier goes on where he was."""
    note, counter = "refused", tills("Counter")
    receiver = [server.tills["Checkout"]["config"]]
    counter.add("E2E Pen")
    name = counter.cart()["name"]
    counter.choose("Checkout", note=note)
    admin("pos.config", "write", receiver, {"is_sync_receiver": False})
    try:
        counter.confirm()
        assert "Choose at least one" in counter.problem()
    finally:
        admin("pos.config", "write", receiver, {"is_sync_receiver": True})
    shot("refused")
    counter.page.locator(".popup-error .button").first.click()
    assert counter.cart()["name"] == name and len(counter.carts()) == 1
    counter.page.locator(".product-screen .orderline", has_text="E2E Pen").wait_for()
    assert len(counter.reload().carts()) == 1 and orders(note) == []


def test_emptied_cart_of_a_received_order_is_not_forgotten(tills, orders):
    """Its lines were deleted, not the order: it is still to be given back, and in nobody's way."""
    counter, checkout = tills("Counter"), tills("Checkout")
    for note in ("emptied", "the next one"):
        counter.add("E2E Pen")
        counter.send("Checkout", note=note)
    checkout.open_inbox()
    checkout.deliver("emptied")
    checkout.until(lambda: orders("emptied")[0]["state"] == "delivered")
    checkout.page.evaluate(EMPTY)
    checkout.open_inbox()
    checkout.deliver("the next one")
    checkout.until(lambda: orders("the next one")[0]["state"] == "delivered")
    uuids = {orders(note)[0]["uuid"] for note in ("emptied", "the next one")}
    assert set(checkout.page.evaluate("posmodel.orders.map((o) => o.sync_uuid)")) == uuids

    with checkout.page.expect_response("**/give_back_from_ui"):
        checkout.page.evaluate("() => posmodel.sync.giveBack(posmodel.get_order(), 'changed mind')")
    checkout.wait("() => !posmodel.get_order().sync_uuid")
    assert orders("emptied")[0]["state"] == "delivered"


def test_two_orders_are_not_added_to_one_cart(tills, orders, shot):
    """Touched one after the other on a slow line: the first is added, the second has its own."""
    counter, checkout = tills("Counter"), tills("Checkout")
    for note in ("add me", "and me"):
        counter.add("E2E Pen")
        counter.send("Checkout", note=note)
    checkout.add("E2E Lamp")
    checkout.open_inbox()
    with late(checkout, "claim_from_ui"):
        for note in ("add me", "and me"):
            checkout.row(note).locator(".o_pos_sync_merge").click()
    checkout.until(lambda: orders("and me")[0]["state"] == "delivered")
    assert "not added" in checkout.problem()
    shot("not-added")
    held = {cart["sync_uuid"]: len(cart["lines"]) for cart in checkout.carts()}
    assert held == {orders("add me")[0]["uuid"]: 2, orders("and me")[0]["uuid"]: 1}


def test_cart_that_odoo_reads_again_while_it_is_sent_leaves(tills, orders):
    """A shared cart may come back from the server until the send is through."""
    note, counter = "read again", tills("Counter")
    counter.add("E2E Pen")
    counter.choose("Checkout", note=note)
    with sending(counter):
        counter.page.evaluate(READ_AGAIN)
        assert len(counter.carts()) == 1
    counter.wait_told()
    assert counter.carts() == [] and len(orders(note)) == 1
