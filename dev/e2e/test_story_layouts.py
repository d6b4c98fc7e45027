"""Small screens, and languages that are written from right to left."""

import pytest
from scene import DESKTOP, PHONE, Stage, look_at_cart, show_more
from stage import stage_server

FINGER = 44  # pixels
SMALL = """(size) => [...document.querySelectorAll(".o_pos_sync :is(button, input, select)")]
    .filter((element) => element.offsetParent && !element.closest(".form-check"))
    .map((element) => [element.className, element.getBoundingClientRect()])
    .filter(([, {width, height}]) => width < size - 0.5 || height < size - 0.5)
    .map(([name, {width, height}]) => `${name}: ${width} x ${height}`)"""
TOO_WIDE = """() => [...document.querySelectorAll(".o_pos_sync, .o_pos_sync *")]
    .filter((element) => element.offsetParent)
    .filter((element) => {
        const {left, right} = element.getBoundingClientRect();
        return left < -1 || right > window.innerWidth + 1;
    })
    .map((element) => element.className)"""
CHANGE = {"context": {"active_test": False}}


def assert_fits(till):
    """Every control is as large as a finger, and nothing leaves the screen at the sides."""
    assert till.page.evaluate(SMALL, FINGER) == []
    assert till.page.evaluate(TOO_WIDE) == []


def test_order_is_sent_and_delivered_on_phones(tills, orders, shot):
    """The buttons are under More…; the lines unfold under their order; nothing is cut."""
    note = "from the pocket"
    counter, checkout = tills("Counter"), tills("Checkout")
    for till in (counter, checkout):
        till.page.set_viewport_size(PHONE)
    counter.page.locator("article.product", has_text="E2E Lamp").click()
    show_more(counter)
    shot("more")
    counter.choose("Checkout", note=note)
    shot("popup")
    assert_fits(counter)
    counter.confirm()
    counter.wait_sent()

    checkout.open_inbox()
    assert "E2E Lamp" in checkout.preview(note)
    shot("lines")
    assert_fits(checkout)
    box, lines = (
        checkout.row(note).locator(part).bounding_box()
        for part in (".o_pos_sync_deliver", ".o_pos_sync_lines")
    )
    assert lines["y"] >= box["y"] + box["height"]
    with checkout.page.expect_response("**/confirm_from_ui"):
        checkout.row(note).locator(".o_pos_sync_deliver").click()
    look_at_cart(checkout)
    checkout.page.locator(".o_pos_sync_mark", has_text=note).wait_for()
    shot("delivered")
    assert_fits(checkout)
    assert orders(note)[0]["state"] == "delivered"


@pytest.fixture(scope="module")
def arabic(browser):
    """The staged tills, whose cashiers read Arabic."""
    with stage_server() as server, Stage(browser, server) as stage:
        admin = server.client()
        languages = admin("res.lang", "search", [("code", "=", "ar_001")], **CHANGE)
        admin("res.lang", "write", languages, {"active": True})
        users = admin("res.users", "search", [("login", "in", ("anna", "ben"))])
        admin("res.users", "write", users, {"lang": "ar_001"})
        yield stage


def left(till, selector):
    return till.page.locator(selector).first.bounding_box()["x"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_arabic_is_mirrored(arabic, size, take_picture):
    """Text starts at the right, buttons follow to the left, nothing leaves the screen."""
    sender, receiver = arabic.counter, arabic.checkout
    sender.page.set_viewport_size(size)
    sender.open_sent()
    assert left(sender, ".o_pos_sync_back") > left(sender, ".o_pos_sync_tab_sent")
    assert left(sender, ".o_pos_sync_print") > left(sender, ".o_pos_sync_take_back")
    assert left(sender, ".o_pos_sync_age") > left(sender, ".o_pos_sync_total")
    assert_fits(sender)
    take_picture(sender, "sent")

    receiver.page.set_viewport_size(size)
    receiver.open_inbox()
    receiver.row("Deco Addict").locator(".o_pos_sync_decline").click()
    popup = receiver.page.locator(".o_pos_sync_reason_popup")
    popup.wait_for()
    align = "(button) => getComputedStyle(button).textAlign"
    assert popup.locator(".o_pos_sync_reason").first.evaluate(align) == "right"
    assert left(receiver, ".o_pos_sync_confirm") > left(receiver, ".modal-footer .cancel")
    assert_fits(receiver)
    take_picture(receiver, "reason")
    receiver.page.keyboard.press("Escape")
    receiver.preview("Deco Addict")
    if size == DESKTOP:
        assert left(receiver, ".o_pos_sync_lines") < left(receiver, ".o_pos_sync_order")
    assert_fits(receiver)
    take_picture(receiver, "lines")
    for till in (sender, receiver):
        till.page.locator(".o_pos_sync_back").click()
