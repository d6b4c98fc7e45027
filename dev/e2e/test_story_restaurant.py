"""A restaurant that receives: the floor plan tells what waits, and an order gets a table."""

import pytest
from database import database
from restaurant import make_restaurant
from scene import Stage
from server import Server
from till import Till

ON_FLOOR = "() => window.posmodel?.sync && document.querySelector('.floor-map')"


class Garden(Till):
    def ready(self):
        """A restaurant begins with its floor plan."""
        self.wait(ON_FLOOR, timeout=60000)
        self.page.wait_for_selector(".pos-loader", state="detached")
        return self


@pytest.fixture(scope="module")
def stage(browser):
    name, tills = make_restaurant()
    try:
        with Server(database_name=name) as server, Stage(browser, server) as stage:
            server.tills = tills
            yield stage
    finally:
        database("drop", name)


def test_order_comes_to_the_table_that_is_chosen(stage, take_picture):
    """The badge is on the floor plan; without a table nothing is delivered; then it is there."""
    note = "table of four"
    counter = stage.counter
    garden = stage.till("Garden", Garden)
    counter.add("E2E Lamp")
    counter.send("Garden", note=note)
    garden.page.locator(".floor-map").wait_for()
    garden.page.locator(".o_pos_sync_count", has_text="1").wait_for()
    take_picture(garden, "floor")
    garden.open_inbox()
    garden.row(note).locator(".o_pos_sync_deliver").click()
    tables = garden.page.locator(".popup-selection .selection-item")
    tables.first.wait_for()
    take_picture(garden, "table")
    assert [text.split("\n") for text in tables.all_inner_texts()] == [
        ["Table 1", "Under the Trees"],
        ["Table 2", "Under the Trees"],
    ]
    garden.page.keyboard.press("Escape")
    tables.first.wait_for(state="detached")
    assert garden.row(note).count() == 1 and garden.carts() == []

    garden.row(note).locator(".o_pos_sync_deliver").click()
    with garden.page.expect_response("**/confirm_from_ui"):
        tables.nth(1).click()
    garden.page.locator(".product-screen .orderline", has_text="E2E Lamp").wait_for()
    garden.page.locator(".o_pos_sync_mark", has_text=note).wait_for()
    take_picture(garden, "delivered")
    assert garden.page.evaluate("posmodel.table.name") == "2"
    assert garden.count() == 0


def test_order_is_not_added_to_what_a_table_has(stage):
    """A cart that is saved on the server would go as a whole when the order has to go."""
    note = "not for this table"
    counter, garden = stage.counter, stage.till("Garden", Garden)
    counter.add("E2E Pen")
    counter.send("Garden", note=note)
    garden.page.evaluate("() => posmodel.showScreen('FloorScreen')")
    garden.page.locator(".floor-map .table").first.click()
    garden.add("E2E Lamp")
    garden.open_inbox()
    garden.row(note).locator(".o_pos_sync_deliver").wait_for()
    assert garden.page.locator(".o_pos_sync_merge").count() == 0
    garden.page.keyboard.press("Escape")
    garden.page.locator(".product-screen .orderline", has_text="E2E Lamp").wait_for()


def test_inbox_leads_back_to_the_floor_plan(stage, take_picture):
    """Escape and Back lead from the list to where the cashier was."""
    garden = stage.till("Garden", Garden)
    garden.page.evaluate("() => posmodel.showScreen('FloorScreen')")
    garden.page.locator(".floor-map").wait_for()
    for leave in (
        lambda: garden.page.keyboard.press("Escape"),
        lambda: garden.page.locator(".o_pos_sync_back").click(),
    ):
        garden.open_inbox()
        leave()
        garden.page.locator(".floor-map").wait_for()
    take_picture(garden, "floor")
