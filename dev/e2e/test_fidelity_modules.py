"""The same with restaurant, employees, loyalty, quotations and global discounts installed."""

import pytest
from fidelity.cases_modules import (
    BAR,
    DESK,
    REFUSED,
    REFUSED_BEFORE,
    SHARED,
    SHOP,
    TO_TABLE,
    TO_TABLES,
)
from fidelity.journey import Journey
from fidelity.table import selected, write_table
from fidelity.world import prepare

MODULES = ("pos_restaurant", "pos_hr", "pos_loyalty", "pos_sale", "pos_discount")
# Who sends to whom.
ROUTES = [
    ("Counter", "Checkout", SHOP),
    ("Pub", "Checkout", BAR),
    ("Desk", "Checkout", DESK),
    ("Counter", "Garden", TO_TABLES),
    ("Pub", "Garden", TO_TABLE),
    ("Stand", "Stall", SHARED),
]
CASES = [case for _, _, cases in ROUTES for case in cases]


@pytest.fixture(scope="module")
def journey(request, browser):
    """Every case on its way, the carts of the checkout reloaded and paid."""
    chosen = selected(request, [*CASES, *REFUSED, *REFUSED_BEFORE])
    with Journey(browser, *prepare("modules", *MODULES)) as world:
        for sender, receiver, cases in ROUTES:
            for case in [case for case in cases if case in chosen]:
                world.hand_over(case, world.till(sender), world.till(receiver))
        for case in [case for case in REFUSED if case in chosen]:
            world.refuse(case, world.till("Counter"), world.till("Checkout"))
        for case in [case for case in REFUSED_BEFORE if case in chosen]:
            world.refuse_to_send(case, world.till("Counter"), world.till("Checkout"))
        for name in ("Checkout", "Garden", "Stall"):
            mine = [case for _, to, cases in ROUTES for case in cases if to == name]
            carts = [case for case in mine if case in chosen and not case.problems]
            if carts:
                world.reload(carts, world.till(name))
            for case in carts:
                world.sell(case, world.till(name))
        write_table(request, "modules", chosen)
        yield world


@pytest.mark.parametrize("case", CASES, ids=str)
def test_delivered_is_what_was_sent(journey, case):
    """What another addon put on the order arrives, stays, and is stored with the sale."""
    assert case.problems == []


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_order_that_would_change_waits_again(journey, case):
    """What the receiver's promotions make of an order is compared, too."""
    assert case.problems == []


@pytest.mark.parametrize("case", REFUSED_BEFORE, ids=str)
def test_what_cannot_travel_is_said_before_it_is_sent(journey, case):
    """The sender's cashier reads what to remove, and the cart stays where it is."""
    assert case.problems == []


@pytest.mark.parametrize("shop", ["Counter", "Pub", "Stand"])
def test_nothing_resurrects_at_the_sender(journey, shop):
    """A sent order is gone from browser and server: at once, after a reload, on the next day."""
    sent = [case for sender, _, cases in ROUTES for case in cases if sender == shop]
    sent = [case for case in sent if hasattr(case, "uuid")]
    till = journey.till(shop)
    assert sent and journey.find_ghosts(sent, till) == []
    till.reload()
    assert journey.find_ghosts(sent, till) == []
    journey.start_next_day(shop)
    assert journey.find_ghosts(sent, till) == []


def test_server_logs_no_error(journey):
    """Nothing of all that was an error to the server."""
    assert journey.server.errors() == []
