"""Clicked twice, or by two cashiers at once: one cart has the order, and everybody knows."""

CLICK_AT = """([row, at]) => setTimeout(
    () => row.querySelector(".o_pos_sync_deliver").click(), at - Date.now())"""


def test_double_click_on_deliver_makes_one_cart(tills, orders):
    """Two clicks in a row are one delivery."""
    note = "double click"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Pen")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    with checkout.page.expect_response("**/confirm_from_ui"):
        checkout.row(note).locator(".o_pos_sync_deliver").dblclick()
    checkout.page.locator(".product-screen .orderline").wait_for()
    [order] = orders(note)
    assert order["state"] == "delivered"
    assert len(checkout.carts_of(order["uuid"])) == 1
    assert checkout.calls.count("claim_from_ui") == 1


def test_two_tills_deliver_at_once(tills, orders, server, shot):
    """One gets the order, the other reads who has it, and Odoo repeated no call for it."""
    note = "two at once"
    counter, pair = tills("Counter"), [tills("Checkout"), tills("Checkout 2")]
    counter.add("E2E Chair")
    counter.send("Checkout", "Checkout 2", note=note)
    retries = len(server.retries())
    for till in pair:
        till.open_inbox()
    rows = [till.row(note).element_handle() for till in pair]
    at = counter.page.evaluate("Date.now()") + 500
    for till, row in zip(pair, rows, strict=True):
        till.page.evaluate(CLICK_AT, [row, at])
    for till in pair:
        till.page.locator(".product-screen .orderline, .popup-error").first.wait_for()
    shot("clicked")
    [order] = orders(note)
    winners = [till for till in pair if till.carts_of(order["uuid"])]
    [loser] = [till for till in pair if till not in winners]
    assert [till.shop for till in winners] == [order["holder_config_id"][1].split(" (")[0]]
    assert winners[0].shop in loser.problem()
    loser.page.locator(".popup-error .button").first.click()
    assert loser.row(note).count() == 0
    assert len(server.retries()) == retries
