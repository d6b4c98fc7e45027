"""Every screen of ours on the staged database, and how a cashier gets there.

A scene is a generator: it yields the till that shows the screen, then puts things back as far as
the scenes after it need it. They are played in their order.
"""

from scene import CART, PRINT, SCENES, fill_cart, look_at_cart, scene, show_more

__all__ = ["SCENES"]  # complete once this file is read

# -- The sender ------------------------------------------------------------------------------


@scene(".o_pos_sync_send, .o_pos_sync_sent_badge", show_more)
def sender(stage):
    fill_cart(stage.counter)
    yield stage.counter


@scene(".o_pos_sync_send_popup")
def send(stage):
    till = stage.counter
    till.choose("Checkout", "Checkout 2", note="He waits at the door")
    yield till
    till.page.keyboard.press("Escape")


@scene(".o_pos_sync_sent")
def sent(stage):
    stage.counter.open_sent()
    stage.counter.row("Ready Mat").wait_for()
    yield stage.counter


@scene(".o_pos_sync_lines")
def sent_lines(stage):
    stage.counter.preview("Lumber Inc")
    yield stage.counter


@scene("#paper .o_pos_sync_slip")
def slip(stage):
    page = stage.counter.page
    page.evaluate(PRINT)
    stage.counter.row("Gemini Furniture").locator(".o_pos_sync_print").click()
    page.locator("#paper img").wait_for()
    yield stage.counter
    page.evaluate("() => document.getElementById('paper').remove()")


# -- The receiver ----------------------------------------------------------------------------


@scene(".o_pos_sync_badge, .o_pos_sync_receive", show_more)
def receiver(stage):
    stage.checkout.page.locator(".o_pos_sync_count").wait_for()
    yield stage.checkout


@scene(".o_pos_sync_inbox")
def inbox(stage):
    stage.checkout.open_inbox()
    yield stage.checkout


@scene(".o_pos_sync_inbox")
def lines(stage):
    stage.checkout.preview("Deco Addict")
    yield stage.checkout


@scene(".o_pos_sync_inbox")
def no_match(stage):
    search = stage.checkout.page.locator(".o_pos_sync_search")
    search.fill("zzzz")
    yield stage.checkout
    search.fill("")


@scene(".o_pos_sync_reason_popup")
def reason(stage):
    stage.checkout.row("Deco Addict").locator(".o_pos_sync_decline").click()
    stage.checkout.page.locator(".o_pos_sync_reason").first.wait_for()
    yield stage.checkout
    stage.checkout.page.keyboard.press("Escape")


@scene(".o_pos_sync_mark", look_at_cart)
def received(stage):
    with stage.checkout.page.expect_response("**/confirm_from_ui"):
        stage.checkout.deliver("Deco Addict")
    yield stage.checkout


@scene(".o_pos_sync_inbox")
def add_to_cart(stage):
    till = stage.checkout
    till.page.evaluate("() => posmodel.add_new_order()")
    fill_cart(till, CART[2:])
    till.open_inbox()
    till.page.locator(".o_pos_sync_merge").first.wait_for()
    yield till
    till.page.locator(".o_pos_sync_back").click()


@scene(".o_pos_sync_ticket_mark")
def orders(stage):
    page = stage.checkout.page
    page.locator(".menu-button").first.click()
    page.locator(".ticket-button").click()
    page.locator(".o_pos_sync_ticket_mark").wait_for()
    yield stage.checkout
    page.evaluate("() => posmodel.closeScreen()")


@scene(".o_pos_sync_closing")
def closing(stage):
    page = stage.checkout.page
    page.locator(".menu-button").first.click()
    page.locator(".close-button").click()
    page.locator(".o_pos_sync_closing").wait_for()
    yield stage.checkout
    page.locator(".close-pos-popup .modal-footer-left .btn-secondary").click()


@scene(".o_notification_manager .o_notification")
def arrival(stage):
    stage.counter.page.locator(".o_pos_sync_back").click()
    stage.counter.send("Checkout")
    stage.checkout.page.locator(".o_notification").first.wait_for()
    yield stage.checkout


@scene(".o_pos_sync_inbox")
def nothing_waits(stage):
    stage.kiosk.open_inbox()
    stage.kiosk.page.locator(".o_pos_sync_empty").wait_for()
    yield stage.kiosk


@scene(".o_pos_sync_sent")
def no_connection(stage):
    till = stage.counter
    till.tolerate("Failed to load resource", "net::ERR_INTERNET_DISCONNECTED")
    fill_cart(till, CART[1:])
    till.page.context.set_offline(True)
    till.choose("Checkout")
    till.confirm()
    till.open_sent()
    till.page.locator(".o_pos_sync_pending").wait_for()
    till.page.locator(".o_pos_sync_stale").wait_for()
    yield till
    till.page.context.set_offline(False)
