"""What is delivered is what was sent, whatever the order contains: one case for each trap."""

import pytest
from fidelity.cases_content import CONTENT, OTHER_ADDON
from fidelity.cases_prices import PRICES
from fidelity.cases_products import PRODUCTS
from fidelity.cases_refused import REFUSED
from fidelity.journey import Journey
from fidelity.late import create_late, set_active
from fidelity.table import selected, write_table
from fidelity.world import prepare

CASES = [*PRODUCTS, *PRICES, *CONTENT]


@pytest.fixture(scope="module")
def journey(request, browser):
    """Every case, sent by the counter, delivered at the checkout, reloaded and paid there."""
    cases, refused = selected(request, CASES), selected(request, REFUSED)
    with Journey(browser, *prepare("plain"), OTHER_ADDON) as world:
        checkout = world.open("Checkout")
        create_late(world)
        set_active(world, True)
        counter = world.open("Counter")
        set_active(world, False)
        for case in cases:
            world.hand_over(case, counter, checkout)
        for case in refused:
            world.refuse(case, counter, checkout)
        delivered = [case for case in cases if not case.problems]
        errors = world.reload(delivered, checkout)
        for case in delivered:
            world.sell(case, checkout)
        write_table(request, "point_of_sale", [*cases, *refused])
        yield world, errors


@pytest.mark.parametrize("case", CASES, ids=str)
def test_delivered_is_what_was_sent(journey, case):
    """Every field arrives, stays through a reload, and is stored with the sale."""
    assert case.problems == []


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_order_that_would_change_waits_again(journey, case):
    """The cashier reads what is at fault and what to do, and the sender can take it back."""
    assert case.problems == []


def test_reload_of_all_carts_is_quiet(journey):
    """No error in the browser while the carts come back, and none in the server's log."""
    world, errors = journey
    assert errors == []
    assert world.server.errors() == []


def test_nothing_resurrects_at_the_sender(journey):
    """A sent order is gone from browser and server: at once, after a reload, on the next day."""
    world, _ = journey
    sent = [case for case in CASES if hasattr(case, "uuid")]
    counter = world.till("Counter")
    assert sent and world.find_ghosts(sent, counter) == []
    counter.reload()
    assert world.find_ghosts(sent, counter) == []
    world.start_next_day("Counter")
    assert world.find_ghosts(sent, counter) == []
