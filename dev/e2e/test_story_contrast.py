"""Weak eyes: colours of the system, or more contrast, and still everything can be told apart."""

import pytest

OUTLINE = "(element) => getComputedStyle(element).outlineStyle"
COLOUR = "(element) => getComputedStyle(element).color"


@pytest.fixture
def popup(tills):
    """The Send popup with the first receiver chosen, and the focus in the note."""
    till = tills("Counter")
    till.add("E2E Pen")
    till.choose("Checkout", note="contrast")
    return till.page


def test_chosen_receiver_is_marked_in_the_colours_of_the_system(popup, shot):
    """Where the browser replaces all colours, an outline and a sign tell what is chosen."""
    popup.emulate_media(forced_colors="active")
    chosen = popup.locator(".o_pos_sync_receiver[aria-pressed=true]").first
    other = popup.locator(".o_pos_sync_receiver[aria-pressed=false]").first
    shot("system-colours")
    assert (chosen.evaluate(OUTLINE), other.evaluate(OUTLINE)) == ("solid", "none")
    signs = [tile.locator(".fa-check-circle").count() for tile in (chosen, other)]
    assert signs == [1, 0]
    assert popup.locator(".o_pos_sync_note").evaluate(OUTLINE) == "dashed"


def test_more_contrast_is_given_when_asked_for(popup, shot):
    """Grey words turn black."""
    popup.locator(".o_pos_sync_receiver[aria-pressed=false]").first.click()
    words = popup.locator(".o_pos_sync_meaning")
    assert words.evaluate(COLOUR) != "rgb(0, 0, 0)"
    popup.emulate_media(contrast="more")
    shot("more-contrast")
    assert words.evaluate(COLOUR) == "rgb(0, 0, 0)"
