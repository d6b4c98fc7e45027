"""Barcodes: the slip of an order fetches it, and a scan at the wrong moment does no harm."""

import pytest

# A busy machine types slower than a scanner.
PATIENT = """() => {
    const {barcodeService} = odoo.loader.modules.get("@barcodes/barcode_service");
    barcodeService.maxTimeBetweenKeysInMs = 1000;
}"""


@pytest.fixture(scope="module")
def pen(server):
    """The barcode of a product, set before a till loads it."""
    admin, code = server.client(), "4006381333931"
    ids = admin("product.product", "search", [("name", "=", "E2E Pen")])
    admin("product.product", "write", ids, {"barcode": code})
    return code


def send(till, note):
    """Send an order and return what is printed under the barcode of its slip."""
    till.add("E2E Chair")
    till.send("Checkout", note=note)
    till.open_sent()
    till.row(note).wait_for()
    till.page.evaluate("() => (window.print = () => (window.isPrinted = true))")
    till.row(note).locator(".o_pos_sync_print").click()
    till.wait("() => window.isPrinted")
    return till.page.locator(".render-container .o_pos_sync_slip img").get_attribute("alt")


def scan(till, code):
    till.page.evaluate(PATIENT)
    till.page.keyboard.type(code)
    till.page.keyboard.press("Enter")


def test_scanned_slip_brings_its_order(tills, orders, shot):
    """The receiver scans the paper with any screen open, and the order is in the cart, once."""
    note = "with paper"
    counter, checkout = tills("Counter"), tills("Checkout")
    code = send(counter, note)
    shot("printed")
    scan(checkout, code)
    checkout.page.locator(".o_pos_sync_mark", has_text=note).wait_for()
    shot("scanned")
    [order] = orders(note)
    assert len(checkout.carts_of(order["uuid"])) == 1
    checkout.until(lambda: orders(note)[0]["state"] == "delivered")
    checkout.page.evaluate("(code) => void posmodel.barcodeReader.scan(code)", code)
    assert "not waiting here" in checkout.problem()
    assert len(checkout.carts_of(order["uuid"])) == 1


@pytest.mark.parametrize("focus", [".o_pos_sync_receiver >> nth=0", ".o_pos_sync_confirm"])
def test_scan_while_choosing_sends_nothing(focus, pen, tills, orders, shot):
    """The Enter of a scanner presses no button; the product is in the cart behind."""
    note = f"not yet {focus}"
    counter = tills("Counter")
    counter.add("E2E Chair")
    counter.choose("Checkout", note=note)
    chosen = counter.page.locator(".o_pos_sync_receiver[aria-pressed=true]").count()
    counter.page.locator(focus).focus()
    scan(counter, pen)
    counter.wait("() => posmodel.get_order().get_orderlines().length === 2")
    shot("scanned")
    assert counter.page.locator(".o_pos_sync_receiver[aria-pressed=true]").count() == chosen
    assert counter.page.locator(".o_pos_sync_note").input_value() == note
    assert orders(note) == []
    counter.confirm()
    counter.wait_sent()
    assert len(orders(note)) == 1
