"""A till that sends and receives, and a list with orders of several senders."""

import pytest
from scene import Stage
from stage import stage_server


@pytest.fixture(scope="module")
def stage(browser):
    with stage_server() as server, Stage(browser, server) as stage:
        yield stage


def names(till):
    rows = till.page.locator(".o_pos_sync_order .o_pos_sync_preview .fw-bolder > :first-child")
    return rows.all_inner_texts()


def test_list_can_be_limited_to_one_sender(stage, take_picture):
    """The senders of what waits can be chosen from; together with words, both count."""
    till = stage.checkout
    till.open_inbox()
    till.row("Deco Addict").wait_for()
    everything = names(till)
    choice = till.page.locator(".o_pos_sync_from")
    assert choice.locator("option").all_inner_texts()[1:] == ["Counter", "Kiosk"]
    choice.select_option("Kiosk")
    till.page.locator(".o_pos_sync_order").nth(1).wait_for(state="detached")
    take_picture(till, "one-sender")
    assert len(names(till)) == 1
    till.page.locator(".o_pos_sync_search").fill("Deco")
    till.page.locator(".o_pos_sync_empty").wait_for()
    choice.select_option("Counter")
    till.row("Deco Addict").wait_for()
    assert names(till) == ["Deco Addict"]
    till.page.locator(".o_pos_sync_search").fill("")
    choice.select_option("")
    till.row("Kiosk").wait_for()
    assert names(till) == everything
    till.page.keyboard.press("Escape")


def test_each_badge_leads_to_its_list(stage, take_picture):
    """From either list the other one is one touch away, in the bar and in the list."""
    till = stage.kiosk
    till.open_inbox()
    till.page.locator(".o_pos_sync_empty", has_text="No order is waiting").wait_for()
    till.open_sent()
    till.page.locator(".o_pos_sync_order").wait_for()
    take_picture(till, "sent")
    till.page.locator(".o_pos_sync_tab_inbox").click()
    till.page.locator(".o_pos_sync_inbox").wait_for()
    till.open_sent()
    till.page.locator(".o_pos_sync_back").click()
    till.page.locator(".product-list").wait_for()
