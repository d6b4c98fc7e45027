"""The story that the addon is for: built at one till, paid at another one."""

from till import AMOUNTS, LINE_FIELDS

NOTE = "Gift wrap, please"
BADGE_LIMIT = 5000  # milliseconds; without the bus it would be the poll, after 30 s


def build(till):
    till.add("E2E Lamp", discount="10")
    till.add("E2E Chair", price="12.5")
    till.add("E2E Pen", qty="3")
    till.set_customer("E2E Customer")
    return till.cart()


def test_order_is_built_at_one_till_and_paid_at_another(
    tills, admin, orders, shot, record_property
):
    """A cart arrives at the other till as it was sent, at once, and is paid to the cent."""
    counter, checkout = tills("Counter"), tills("Checkout")
    sent, shown = build(counter), (counter.shown_lines(), counter.shown_total())
    shot("built")
    waiting = checkout.count()
    checkout.watch_count(waiting + 1)
    counter.choose("Checkout", note=NOTE)
    shot("popup")
    counter.confirm()
    checkout.wait("() => window.seenAt", timeout=BADGE_LIMIT)
    milliseconds = checkout.page.evaluate("window.seenAt") - counter.page.evaluate(
        "window.clickedAt"
    )
    record_property("milliseconds from the click to the badge", milliseconds)
    shot("sent")
    assert counter.carts() == []

    checkout.open_inbox()
    lines = checkout.preview(NOTE)
    shot("preview")
    assert all(name in lines for name in ("E2E Lamp", "E2E Chair", "E2E Pen"))
    checkout.deliver(NOTE)
    shot("delivered")
    received = checkout.cart()
    assert_same(sent, received)
    assert (checkout.shown_lines(), checkout.shown_total()) == shown
    checkout.until(lambda: checkout.count() == waiting)

    assert counter.reload().carts() == []
    checkout.pay_cash()
    shot("paid")
    [order] = orders(NOTE)
    assert_settled(admin, order, received["name"])


def assert_same(sent, received):
    for field in ("amount_total", "amount_tax", "partner_id", "pricelist_id", "fiscal_position_id"):
        assert received[field] == sent[field], field
    assert sent["partner_id"] and len(received["lines"]) == len(sent["lines"]) == 3
    for was, line in zip(sent["lines"], received["lines"], strict=True):
        fields = LINE_FIELDS + AMOUNTS
        assert {name: line[name] for name in fields} == {name: was[name] for name in fields}
        assert line["uuid"] != was["uuid"]
    assert [line["discount"] for line in received["lines"]] == [10, 0, 0]
    assert [line["price_type"] for line in received["lines"]] == ["original", "manual", "original"]
    assert [line["qty"] for line in received["lines"]] == [1, 1, 3]
    assert received["uid"] != sent["uid"]


def assert_settled(admin, order, reference):
    assert order["state"] == "done" and order["is_reconciled"]
    assert order["amount_difference"] == 0.0
    assert order["amount_paid"] == order["amount_total"]
    [sale] = admin("pos.order", "read", [order["pos_order_id"][0]], ["pos_reference", "state"])
    assert sale["pos_reference"] == reference and sale["state"] == "paid"
