"""Orders to which something happens while they are on their way into a cart."""

import contextlib

from test_crash import crash, lose_answer
from test_take_back import manage

CATCH_UP = "() => void posmodel.sync.catchUp()"


@contextlib.contextmanager
def late(till, call):
    """Keep a call of the till back until the end of the block, and wait for its answer."""
    kept = []
    till.page.route(f"**/{call}", lambda route: kept.append(route))
    yield
    till.until(lambda: kept)
    with till.page.expect_response(f"**/{call}"):
        kept[0].continue_()
    till.page.unroute_all()


def test_order_that_is_gone_when_it_is_confirmed_is_not_added(tills, orders, admin):
    """The cashier is told, and the cart that he would have added it to stays as it was."""
    note = "released on the way"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.add("E2E Pen")
    checkout.open_inbox()
    with late(checkout, "confirm_from_ui"):
        checkout.row(note).locator(".o_pos_sync_merge").click()
        checkout.until(lambda: orders(note)[0]["state"] == "claimed")
        manage(admin, orders(note)[0], "release")
    assert "is not waiting any more" in checkout.problem()
    [cart] = checkout.carts()
    assert len(cart["lines"]) == 1 and not cart.get("sync_uuid")


def test_order_that_is_resumed_confirms_itself(tills, orders):
    """Nobody else confirms a cart that may not be what was sent, and may leave again."""
    note = "resumed, unconfirmed"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    checkout.tolerate("net::ERR_FAILED", "ConnectionLostError", "Connection to")
    with lose_answer(checkout.page, "claim_from_ui"):
        checkout.row(note).locator(".o_pos_sync_deliver").click()
    page, kept = crash(checkout.page), []
    page.route("**/confirm_from_ui", lambda route: kept.append(route))
    again = tills("Checkout", page=page)
    again.until(lambda: kept)
    with page.expect_response("**/get_inbox_for_ui"):
        page.evaluate(CATCH_UP)
    assert "check_carts_from_ui" not in again.calls
    kept[0].continue_()
    again.until(lambda: orders(note)[0]["state"] == "delivered")
    assert len(again.carts_of(orders(note)[0]["uuid"])) == 1
