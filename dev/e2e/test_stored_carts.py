"""Carts that come out of the browser's storage: with all that this till does not load itself."""

import pytest
from server import Server
from test_crash import crash, hold

COUNT = "point_of_sale.limited_product_count"
SET_POSITION = """(name) => posmodel.get_order().set_fiscal_position(
    posmodel.fiscal_positions.find((position) => position.display_name === name))"""
IS_OWN = "() => !posmodel.get_order().is_empty() && !posmodel.get_order().sync_uuid"
CONTENT = ("amount_total", "amount_tax", "partner_id", "fiscal_position_id", "pricelist_id")


@pytest.fixture(scope="module")
def server():
    """The counter has a fiscal position, the checkout a price list of its own; both send."""
    with Server() as running:
        client = running.client()
        [old] = client("account.tax", "search", [("type_tax_use", "=", "sale")], limit=1)
        new = client("account.tax", "create", {"name": "E2E 7", "amount": 7})
        change = [[0, 0, {"tax_src_id": old, "tax_dest_id": new}]]
        values = {"name": "E2E Position", "tax_ids": change}
        position = client("account.fiscal.position", "create", values)
        values = {"tax_regime_selection": True, "fiscal_position_ids": [[6, 0, [position]]]}
        client("pos.config", "write", [running.tills["Counter"]["config"]], values)
        prices = client("product.pricelist", "create", {"name": "E2E Prices"})
        values = {"use_pricelist": True, "available_pricelist_ids": [[6, 0, [prices]]]}
        values |= {"pricelist_id": prices, "is_sync_sender": True}
        change_closed(running, "Checkout", values)
        yield running


def change_closed(server, shop, values):
    """Change settings that are frozen while the till is open."""
    admin, till = server.client(), server.tills[shop]
    assert admin("pos.session", "close_session_from_ui", till["session"])["successful"]
    admin("pos.config", "write", [till["config"]], values)
    cashier = server.client(till["login"])
    cashier("pos.config", "open_ui", [till["config"]])
    [config] = admin("pos.config", "read", [till["config"]], ["current_session_id"])
    till["session"] = config["current_session_id"][0]
    cashier("pos.session", "set_cashbox_pos", till["session"], 0, "")


def content(cart):
    lines = [(line["product_id"], line["tax_ids"], line["price_unit"]) for line in cart["lines"]]
    return [cart[name] for name in CONTENT], lines


def test_order_taken_back_keeps_what_came_with_it(tills, orders):
    """Received with a fiscal position and without a price list, passed on, and taken back."""
    note, further = "passed on", "passed on, further"
    counter, checkout = tills("Counter"), tills("Checkout")
    counter.page.evaluate(SET_POSITION, "E2E Position")
    counter.add("E2E Lamp")
    sent = content(counter.cart())
    assert sent[0][CONTENT.index("fiscal_position_id")]
    assert not sent[0][CONTENT.index("pricelist_id")]
    counter.send("Checkout", note=note)
    checkout.open_inbox()
    checkout.deliver(note)
    checkout.until(lambda: orders(note)[0]["state"] == "delivered")
    checkout.send("Checkout 2", note=further)
    checkout.open_sent()
    checkout.take_back(further)
    checkout.wait(IS_OWN)
    for _ in range(2):
        [cart] = checkout.reload().carts()
        assert content(cart) == sent


def test_refused_send_comes_back_whole_after_a_reload(tills, orders, admin, server):
    """With a product and a customer that the till has not loaded again."""
    note, counter = "refused after a reload", tills("Counter")
    counter.add("E2E Chair")
    counter.set_customer("E2E Customer")
    sent = content(counter.cart())
    counter.choose("Checkout", note=note)
    with hold(counter.page, "send_from_ui"):
        counter.page.locator(".o_pos_sync_confirm").click()
    page = crash(counter.page)
    # Only so many customers are loaded at start, in the order of their names.
    crowd = [{"name": f"0 Crowd {number}"} for number in range(100)]
    admin("res.partner", "create", crowd)
    admin("ir.config_parameter", "set_param", COUNT, 1)
    checkout = server.tills["Checkout"]["config"]
    admin("pos.config", "write", [checkout], {"is_sync_receiver": False})
    again = tills("Counter", page=page)
    again.wait_told()
    [cart] = again.carts()
    assert content(cart) == sent and orders(note) == []
