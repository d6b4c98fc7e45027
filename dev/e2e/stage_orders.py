# ruff: noqa: F821
# Run by stage.py in odoo-bin shell, which gives it env, on a copy of the prepared database: what
# may be seen on an ordinary day. The till that takes no part elsewhere does here.
import uuid
from datetime import timedelta

from odoo import fields

COUNTER, CHECKOUT, SECOND, KIOSK = (
    env["pos.config"].search([("name", "=", name)])
    for name in ("Counter", "Checkout", "Checkout 2", "Kiosk")
)
TOKEN = str(uuid.uuid4())
KIOSK.write({"is_sync_sender": True, "is_sync_receiver": True})
COUNTER.sync_receiver_ids = CHECKOUT | SECOND
env["product.product"].search([("name", "=like", "E2E %")]).active = False


def call(config, method, *args):
    session = config.current_session_id
    return getattr(env["pos.sync.order"].with_user(session.user_id), method)(session.id, *args)


def make_line(number, name, qty, discount=0):
    product = env["product.product"].search([("name", "=", name)], limit=1)
    price = product.lst_price * (1 - discount / 100)
    amounts = product.taxes_id.compute_all(price, COUNTER.currency_id, qty, product)
    return {
        "id": number,
        "uuid": str(uuid.uuid4()),
        "product_id": product.id,
        "full_product_name": product.name,
        "qty": qty,
        "discount": discount,
        "price_unit": product.lst_price,
        "price_type": "original",
        "price_subtotal": amounts["total_excluded"],
        "price_subtotal_incl": amounts["total_included"],
        "tax_ids": [[6, False, product.taxes_id.ids]],
        "pack_lot_ids": [],
        "attribute_value_ids": [],
        "custom_attribute_value_ids": [],
        "customer_note": "",
    }


def send(number, minutes, sender, receivers, partner, note, *lines):
    """Send an order, as it would have been some minutes ago, and return it."""
    lines = [make_line(index, *line) for index, line in enumerate(lines, 1)]
    total = sum(line["price_subtotal_incl"] for line in lines)
    uid = f"00000-077-{number:04}"
    cart = {
        "name": f"Order {uid}",
        "uid": uid,
        "lines": [[0, 0, line] for line in lines],
        "statement_ids": [],
        "amount_total": total,
        "amount_tax": total - sum(line["price_subtotal"] for line in lines),
        "partner_id": env["res.partner"].search([("name", "=", partner)], limit=1).id,
        "pricelist_id": sender.pricelist_id.id,
        "fiscal_position_id": False,
        "last_order_preparation_change": "{}",
    }
    vals = {"uuid": str(uuid.uuid4()), "receiver_ids": receivers.ids, "note": note, "order": cart}
    answer = call(sender, "send_from_ui", vals)
    order = env["pos.sync.order"].browse(answer["orders"][0]["id"])
    order.sent_at = fields.Datetime.now() - timedelta(minutes=minutes)
    return order


send(
    *(1, 26, COUNTER, CHECKOUT, "Deco Addict", "He waits at the door"),
    *(("Office Chair", 2, 10), ("Desk Organizer", 1), ("LED Lamp", 3), ("Desk Pad", 1)),
)
send(
    *(2, 9, COUNTER, CHECKOUT | SECOND, "Azure Interior", "Gift wrap, please"),
    *(("Monitor Stand", 1), ("Whiteboard Pen", 12, 5), ("Letter Tray", 2)),
)
send(
    *(3, 4, KIOSK, CHECKOUT, "", ""),
    *(("Corner Desk Left Sit", 1), ("Small Shelf", 2)),
)
send(
    *(4, 1, COUNTER, CHECKOUT | SECOND, "Gemini Furniture", "Pays by card"),
    *(("Large Cabinet", 1, 15), ("Pedal Bin", 1), ("Newspaper Rack", 2)),
)
returned = send(
    *(5, 31, COUNTER, SECOND, "Ready Mat", ""),
    *(("Whiteboard", 1), ("Flipover", 1)),
)
call(SECOND, "decline_from_ui", returned.id, "Out of stock")
held = send(
    *(6, 17, COUNTER, SECOND, "Lumber Inc", "Second floor"),
    *(("Three-Seat Sofa", 1), ("Storage Box", 4)),
)
call(SECOND, "claim_from_ui", held.id, TOKEN)
call(SECOND, "confirm_from_ui", held.id, TOKEN, "Order 00003-001-0001")
env.cr.commit()
