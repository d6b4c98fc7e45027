"""Without a mouse: every step with Tab, Enter, Space and Escape, and always in sight."""

FOCUS = """() => {
    const element = document.activeElement;
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element);
    return {
        name: element.className,
        isVisible: (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none",
        popup: Boolean(element.closest(".o_pos_sync_send_popup")),
        screen: Boolean(element.closest(".o_pos_sync_inbox")),
    };
}"""


def focus(till):
    return till.page.evaluate(FOCUS)


def tab_to(till, name, key="Tab"):
    """Press Tab until an element of that class has the focus; return what had it on the way."""
    seen = []
    while not seen or name not in seen[-1]["name"].split():
        assert len(seen) < 40, f"{name} is not reached: {[step['name'] for step in seen]}"
        till.page.keyboard.press(key)
        seen.append(focus(till))
    return seen


def test_order_is_sent_by_keyboard(tills, orders, shot):
    """The popup keeps the focus, shows it, and gives it back; Escape changes nothing."""
    note = "typed"
    counter = tills("Counter")
    keyboard = counter.page.keyboard
    counter.add("E2E Pen")
    button = counter.page.locator(".o_pos_sync_send")
    button.focus()
    keyboard.press("Enter")
    counter.page.locator(".o_pos_sync_send_popup").wait_for()
    keyboard.press("Escape")
    counter.page.locator(".o_pos_sync_send_popup").wait_for(state="detached")
    counter.wait("() => document.activeElement.classList.contains('o_pos_sync_send')")
    assert len(counter.carts()) == 1

    keyboard.press("Enter")
    counter.page.locator(".o_pos_sync_send_popup").wait_for()
    keyboard.press("Space")
    around = tab_to(counter, "cancel") + tab_to(counter, "o_pos_sync_receiver")
    shot("around")
    assert all(step["popup"] and step["isVisible"] for step in around)
    if counter.page.locator(".o_pos_sync_receiver").first.get_attribute("aria-pressed") == "false":
        keyboard.press("Space")
    tab_to(counter, "o_pos_sync_note")
    keyboard.type(note)
    tab_to(counter, "o_pos_sync_confirm")
    keyboard.press("Enter")
    counter.wait_sent()
    counter.wait("() => document.activeElement.classList.contains('o_pos_sync_send')")
    assert [order["state"] for order in orders(note)] == ["sent"]


def test_order_is_delivered_by_keyboard(tills, orders, shot):
    """From the badge to the lines to Deliver; Escape leads back to the badge."""
    note = "delivered without a mouse"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.add("E2E Chair")
    counter.send("Checkout", note=note)
    keyboard = checkout.page.keyboard
    checkout.page.locator(".o_pos_sync_count").wait_for()
    checkout.page.locator(".o_pos_sync_badge").focus()
    keyboard.press("Enter")
    checkout.page.locator(".o_pos_sync_inbox").wait_for()
    way = tab_to(checkout, "o_pos_sync_deliver")
    assert all(step["screen"] and step["isVisible"] for step in way)
    keyboard.press("Escape")
    checkout.page.locator(".o_pos_sync_inbox").wait_for(state="detached")
    checkout.wait("() => document.activeElement.classList.contains('o_pos_sync_badge')")

    keyboard.press("Enter")
    tab_to(checkout, "o_pos_sync_search")
    keyboard.type(note)
    checkout.wait("() => document.querySelectorAll('.o_pos_sync_order').length === 1")
    tab_to(checkout, "o_pos_sync_preview")
    keyboard.press("Enter")
    checkout.page.locator(".o_pos_sync_line").first.wait_for()
    shot("lines")
    tab_to(checkout, "o_pos_sync_decline")
    keyboard.press("Enter")
    checkout.page.locator(".o_pos_sync_reason_popup").wait_for()
    keyboard.press("Escape")
    checkout.wait("() => document.activeElement.classList.contains('o_pos_sync_decline')")
    tab_to(checkout, "o_pos_sync_deliver")
    keyboard.press("Enter")
    checkout.page.locator(".o_pos_sync_mark", has_text=note).wait_for()
    checkout.until(lambda: orders(note)[0]["state"] == "delivered")
