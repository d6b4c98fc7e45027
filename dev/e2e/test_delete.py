"""A delivered order that the receiver throws away is not lost."""


def test_deleted_cart_goes_back_to_the_sender(tills, orders, shot):
    """It is returned with a reason, the sender sees it come back and takes it into the cart."""
    note = "thrown away"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    with checkout.page.expect_response("**/confirm_from_ui"):
        checkout.deliver(note)
    [order], total = orders(note), checkout.cart()["amount_total"]
    [cart] = checkout.carts_of(order["uuid"])
    with checkout.page.expect_response("**/give_back_from_ui"):
        checkout.delete_order(cart["name"])
    shot("deleted")
    [order] = orders(note)
    assert order["state"] == "returned" and "Checkout" in order["reason"]
    assert not order["holder_config_id"]
    assert checkout.carts_of(order["uuid"]) == []
    assert checkout.reload().carts_of(order["uuid"]) == []

    counter.page.locator(".o_pos_sync_stuck").wait_for()
    counter.open_sent()
    shot("returned")
    with counter.page.expect_response("**/confirm_from_ui"):
        counter.take_back(note)
    shot("taken-back")
    assert orders(note)[0]["state"] == "recalled"
    assert [cart["amount_total"] for cart in counter.carts()] == [total]
    assert [cart["amount_total"] for cart in counter.reload().carts()] == [total]
