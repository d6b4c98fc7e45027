"""A card that was charged is a fact: its cart stays and is sold, whoever should have the order."""

import pytest
from server import Server
from test_arrival import late
from test_take_back import manage

PAY = ".product-screen .pay-order-button"
VALIDATE = ".payment-screen .button.next.highlight"
DONE = ".receipt-screen .button.next.highlight[name=done]"
SET_STATUS = "(status) => posmodel.get_order().get_paymentlines()[0].set_payment_status(status)"


@pytest.fixture(scope="module")
def server():
    """A session is closed here: not one of the other tests."""
    with Server() as running:
        yield running


@pytest.fixture
def deliver(tills, orders):
    opened = {}

    def deliver(note, shop="Checkout"):
        """Return the till that received an order, and the order."""
        for name in ("Counter", shop):
            opened[name] = opened.get(name) or tills(name)
        counter, receiver = opened["Counter"], opened[shop]
        counter.add("E2E Lamp")
        counter.send(shop, note=note)
        receiver.open_inbox()
        receiver.deliver(note)
        receiver.until(lambda: orders(note)[0]["state"] == "delivered")
        return receiver, orders(note)[0]

    return deliver


def charge(till, status="done"):
    """Go to the payment screen and let the card terminal say how far it is."""
    till.page.locator(PAY).click()
    till.page.locator(VALIDATE).wait_for()
    till.page.evaluate(SET_STATUS, status)


def validate(till):
    till.page.locator(VALIDATE).click()
    till.page.locator(DONE).wait_for()


@pytest.mark.parametrize("status", ["done", "waitingCard", "force_done"])
def test_charged_cart_stays_and_is_sold(status, deliver, orders, admin):
    """A manager releases the order while the customer's card is charged or has been."""
    note = f"released, card {status}"
    checkout, order = deliver(note)
    charge(checkout, status)
    manage(admin, order, "release")
    checkout.catch_up()
    assert orders(note)[0]["state"] == "returned"
    assert len(checkout.carts_of(order["uuid"])) == 1
    checkout.page.evaluate(SET_STATUS, "done")
    validate(checkout)
    [sold] = orders(note)
    assert sold["state"] == "done" and sold["pos_order_id"]
    assert sold["amount_paid"] == order["amount_total"]


@pytest.mark.parametrize("status", ["pending", "retry"])
def test_cart_leaves_before_its_card_is_charged(status, deliver, admin):
    """What the card terminal was not asked for yet, or did not get, is no payment."""
    checkout, order = deliver(f"released, card {status}")
    charge(checkout, status)
    manage(admin, order, "release")
    checkout.wait("() => posmodel.get_order().is_empty()")
    assert checkout.carts_of(order["uuid"]) == []


def test_charged_cart_stays_when_its_confirmation_comes_too_late(tills, orders, admin):
    """The cashier was quicker than the call that says that the order is in his cart."""
    note = "charged, unconfirmed"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    with late(checkout, "confirm_from_ui"):
        checkout.deliver(note)
        charge(checkout)
        manage(admin, orders(note)[0], "release")
    checkout.catch_up()
    assert len(checkout.carts_of(orders(note)[0]["uuid"])) == 1
    validate(checkout)
    assert orders(note)[0]["state"] == "done"


def test_charged_cart_is_sold_though_the_session_was_closed(deliver, orders, admin, server):
    """On another device: the server answers nothing about carts any more, and takes the sale."""
    note = "charged, session closed"
    deliver("beside it", "Checkout 2")
    checkout, _order = deliver(note, "Checkout 2")
    charge(checkout)
    session = server.tills["Checkout 2"]["session"]
    admin("pos.session", "post_closing_cash_details", session, counted_cash=0)
    admin("pos.session", "update_closing_control_state_session", session, "")
    assert admin("pos.session", "close_session_from_ui", session)["successful"]
    validate(checkout)
    assert orders(note)[0]["state"] == "done"


def test_charged_cart_is_not_given_back(deliver):
    """Nobody sends money away with the order: the buttons are for what was not charged."""
    checkout, _order = deliver("charged, on the screen")
    give_back = checkout.page.locator(".o_pos_sync_give_back")
    give_back.wait_for()
    charge(checkout, "waitingCard")
    checkout.page.evaluate("() => posmodel.showScreen('ProductScreen')")
    checkout.page.locator(".o_pos_sync_mark").wait_for()
    assert give_back.count() == 0
    name = checkout.cart()["name"]
    checkout.page.locator(".menu-button").first.click()
    checkout.page.locator(".ticket-button").click()
    row = checkout.page.locator(".ticket-screen .order-row", has_text=name)
    row.wait_for()
    assert row.locator(".delete-button").count() == 0
