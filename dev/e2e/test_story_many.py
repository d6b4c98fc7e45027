"""Several receivers: offered to all, taken by one, declined by some, copied to each."""

import pytest

SOON = 5000  # milliseconds; without the bus it would be the poll, after 30 s
SURVIVES = "() => (window.isSamePage = true)"


@pytest.fixture
def three(tills):
    """The sender, and two receivers who look at their lists."""
    counter, first, second = (tills(shop) for shop in ("Counter", "Checkout", "Checkout 2"))
    for till in (first, second):
        till.open_inbox()
        till.page.evaluate(SURVIVES)
    return counter, first, second


def send_to_both(till, note, copies=False):
    till.add("E2E Pen", qty="2")
    till.choose("Checkout", "Checkout 2", note=note)
    if copies:
        till.page.locator(".o_pos_sync_copies input").check()
    till.confirm()
    till.wait_sent()


def decline(till, note, reason):
    till.row(note).locator(".o_pos_sync_decline").click()
    with till.page.expect_response("**/decline_from_ui"):
        till.page.locator(".o_pos_sync_reason", has_text=reason).click()
    till.row(note).wait_for(state="detached", timeout=SOON)


def test_order_that_one_takes_vanishes_from_the_other(three, orders, shot):
    """Without a reload, within seconds: the list and the number in the bar tell the truth."""
    note = "for whoever is free"
    counter, first, second = three
    send_to_both(counter, note)
    for till in (first, second):
        till.row(note).wait_for(timeout=SOON)
    shot("offered")
    waiting = second.count()
    first.deliver(note)
    second.row(note).wait_for(state="detached", timeout=SOON)
    second.until(lambda: second.count() == waiting - 1)
    shot("taken")
    assert second.page.evaluate("window.isSamePage")
    counter.open_sent()
    counter.row(note).get_by_text("In the cart at Checkout", exact=True).wait_for()
    assert orders(note)[0]["holder_config_id"][1].startswith("Checkout ")


def test_declined_by_one_stays_until_all_declined(three, orders, shot):
    """The sender reads the reason meanwhile, is told when it came back, and finds it in Sent."""
    note = "not for everybody"
    counter, first, second = three
    send_to_both(counter, note)
    decline(first, note, "Meant for another till")
    second.row(note).wait_for()
    assert orders(note)[0]["state"] == "sent"
    counter.open_sent()
    counter.row(note).get_by_text("Meant for another till").wait_for(timeout=SOON)
    counter.page.locator(".o_pos_sync_back").click()

    decline(second, note, "Out of stock")
    news = counter.page.locator(".o_notification", has_text="came back: Out of stock")
    news.wait_for(timeout=SOON)
    shot("returned")
    news.get_by_role("button", name="Open").click()
    counter.row(note).get_by_text("Returned: Out of stock").wait_for()
    shot("why")
    assert orders(note)[0]["state"] == "returned"


def test_order_is_sent_to_others(three, orders, shot):
    """It leaves the list of the first receiver and appears at the second one."""
    note = "over there, please"
    counter, first, second = three
    counter.add("E2E Chair")
    counter.send("Checkout", note=note)
    first.row(note).wait_for(timeout=SOON)
    counter.open_sent()
    counter.row(note).locator(".o_pos_sync_resend").click()
    # What was chosen last is chosen.
    for name in ("Checkout", "Checkout 2"):
        counter.page.locator(".o_pos_sync_receiver").get_by_text(name, exact=True).click()
    shot("others")
    counter.confirm()
    second.row(note).wait_for(timeout=SOON)
    first.row(note).wait_for(state="detached", timeout=SOON)
    assert len(orders(note)) == 1


def test_each_receiver_gets_a_copy(three, orders, shot):
    """Each delivers an order of its own, and the other copy stays where it is."""
    note = "one for each"
    counter, first, second = three
    send_to_both(counter, note, copies=True)
    for till in (first, second):
        till.row(note).wait_for(timeout=SOON)
    first.deliver(note)
    first.until(lambda: {order["state"] for order in orders(note)} == {"sent", "delivered"})
    assert second.row(note).count() == 1
    second.deliver(note)
    second.until(lambda: {order["state"] for order in orders(note)} == {"delivered"})
    shot("both")
    assert len({order["uuid"] for order in orders(note)}) == 2


def test_sender_hears_of_the_payment(tills, orders, shot):
    """Paid at the other till: the sender's cashier is told by name, whatever is on the screen."""
    note = "tell me when"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    with checkout.page.expect_response("**/confirm_from_ui"):
        checkout.deliver(note)
    counter.until(lambda: orders(note)[0]["state"] == "delivered")
    checkout.pay_cash()
    news = counter.page.locator(".o_notification", has_text="was paid at Checkout")
    news.wait_for(timeout=SOON)
    shot("paid")
    assert orders(note)[0]["name"] in news.inner_text()
