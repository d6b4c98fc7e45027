"""How many touches a hand-over takes, counted in the browser."""

COUNT = """() => {
    window.touches = 0;
    window.addEventListener("click", ({isTrusted}) => (window.touches += isTrusted), true);
}"""


def touches(till):
    return till.page.evaluate("window.touches")


def test_two_touches_to_send_two_to_deliver(tills, orders, shot):
    """Send Order, Send; the badge, Deliver: the usual till is chosen already."""
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Pen")
    counter.send("Checkout", note="the usual till")
    checkout.open_inbox()
    checkout.deliver("the usual till")

    counter.add("E2E Chair")
    counter.page.evaluate(COUNT)
    counter.page.locator(".o_pos_sync_send").click()
    shot("chosen")
    counter.confirm()
    counter.wait_sent()
    assert touches(counter) == 2

    checkout.page.evaluate(COUNT)
    checkout.open_inbox()
    checkout.page.locator(".o_pos_sync_deliver").last.click()
    checkout.page.locator(".orderline", has_text="E2E Chair").wait_for()
    shot("delivered")
    assert touches(checkout) == 2
