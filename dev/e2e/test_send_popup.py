"""What a cashier sees while choosing who gets the order."""


def look(tile):
    style = "(tile) => [getComputedStyle(tile).backgroundColor, getComputedStyle(tile).borderColor]"
    return tile.evaluate(style)


def test_chosen_receiver_looks_chosen(tills, shot):
    """Before sending, the cashier sees which till is chosen, and can change the choice."""
    counter = tills("Counter")
    counter.add("E2E Pen")
    counter.page.locator(".o_pos_sync_send").click()
    tiles = counter.page.locator(".o_pos_sync_receiver")
    first, second = tiles.nth(0), tiles.nth(1)
    first.click()
    counter.page.locator(".o_pos_sync_note").focus()
    # The colours fade in.
    first.evaluate("tile => Promise.all(tile.getAnimations().map((a) => a.finished))")
    shot("chosen")
    assert look(first) != look(second)
    assert first.get_attribute("aria-pressed") == "true"
    assert second.get_attribute("aria-pressed") == "false"
    second.click()
    shot("both")
    first.click()
    second.click()
    counter.page.locator(".o_pos_sync_confirm:disabled").wait_for()
