"""A till with both flags off does not know that the addon is there."""


def test_till_without_flags_knows_nothing(tills, shot):
    """No button, no badge, no call, no service: a sale goes as it always did."""
    kiosk = tills("Kiosk")
    kiosk.add("E2E Pen")
    shot("inert")
    hooks = kiosk.page.locator("[class*=o_pos_sync]")
    assert hooks.count() == 0
    assert kiosk.page.evaluate("typeof posmodel.sync") == "undefined"
    kiosk.pay_cash()
    kiosk.next_order()
    kiosk.reload()
    assert hooks.count() == 0
    assert kiosk.calls == []
