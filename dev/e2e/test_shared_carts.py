"""Carts that Odoo shares between tills that trust each other, as drafts on the server."""

import pytest
from calls import Terminal
from server import Server
from test_offline import OFFLINE
from test_take_back import manage


@pytest.fixture(scope="module")
def server():
    """Some tills trust each other, and all receive."""
    with Server() as running:
        checkout, second, kiosk = (
            running.tills[shop]["config"] for shop in ("Checkout", "Checkout 2", "Kiosk")
        )
        write = running.client()
        write("pos.config", "write", [checkout], {"trusted_config_ids": [[6, 0, [second]]]})
        write("pos.config", "write", [second], {"trusted_config_ids": [[6, 0, [checkout]]]})
        write("pos.config", "write", [kiosk], {"is_sync_receiver": True})
        yield running


def test_shared_cart_leaves_when_a_till_outside_has_the_order(tills, orders, admin, server):
    """It stays in the carts of both tills that share it, until the order is elsewhere."""
    note = "shared, then elsewhere"
    counter, checkout, second = map(tills, ("Counter", "Checkout", "Checkout 2"))
    counter.add("E2E Lamp")
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    checkout.deliver(note)
    checkout.until(lambda: orders(note)[0]["state"] == "delivered")
    checkout.add("E2E Pen")
    with checkout.page.expect_response("**/create_from_ui"):
        checkout.page.locator(".control-button", has_text="Save").click()
    [order] = orders(note)
    for till in (checkout, second):
        till.page.locator(".menu-button").first.click()
        till.page.locator(".ticket-button").click()
        till.wait("(uuid) => posmodel.orders.some((o) => o.sync_uuid === uuid)", order["uuid"])
        till.catch_up()
        [cart] = till.carts_of(order["uuid"])
        assert cart["server_id"]

    second.tolerate(*OFFLINE)
    checkout.tolerate(*OFFLINE)
    for till in (checkout, second):
        till.page.context.set_offline(True)
    manage(admin, order, "release")
    kiosk, receivers = Terminal(server, "Kiosk"), [server.tills["Kiosk"]["config"]]
    manage(admin, order, "reassign", receiver_ids=[[6, 0, receivers]])
    assert kiosk.claim(order["id"])["status"] == "claimed"
    assert kiosk.confirm(order["id"])["status"] == "delivered"
    for till in (checkout, second):
        assert len(till.carts_of(order["uuid"])) == 1
        till.page.context.set_offline(False)
        till.catch_up()
        assert till.carts_of(order["uuid"]) == []
