"""What the server stored of a sale, compared with the cart that was paid."""

from fidelity.case import lines, same

NUMBERS = ["qty", "price_unit", "discount", "price_subtotal", "price_subtotal_incl", "price_extra"]
TEXTS = ["full_product_name", "customer_note"]
LISTS = ["attribute_value_ids"]
ALL = {"context": {"active_test": False}}  # taxes in the archive too
STORED = [*NUMBERS, *TEXTS, *LISTS, "product_id", "tax_ids", "combo_parent_id", "pack_lot_ids"]
ORDER = ["partner_id", "pricelist_id", "fiscal_position_id", "amount_total", "amount_tax"]


def find_sale_differences(admin, cart):
    """Return what the server stored otherwise than it was in the cart, as sentences."""
    fields = [*ORDER, "lines", "sync_order_id", "state", "to_invoice"]
    domain = [("pos_reference", "=", cart["name"])]
    sales = admin("pos.order", "search_read", domain, fields=fields)
    if len(sales) != 1 or sales[0]["state"] == "draft":
        return [f"the sale is not stored once: {sales}"]
    [sale] = sales
    stored = admin("pos.order.line", "read", sorted(sale["lines"]), STORED, load="", **ALL)
    differences = [
        f"{name} is stored as {plain(sale[name])}, was {cart[name]}"
        for name in ORDER
        if not near(plain(sale[name]), cart[name])
    ]
    if len(stored) != len(cart["lines"]):
        return [*differences, f"{len(cart['lines'])} lines are stored as {len(stored)}"]
    parents = {line["id"]: place for place, line in enumerate(stored)}
    places = {line["id"]: place for place, line in enumerate(lines(cart))}
    for number, (line, row) in enumerate(zip(lines(cart), stored, strict=True), 1):
        was = {**line, "tax_ids": sorted(line["tax_ids"][0][2])}
        was["combo_parent_id"] = places.get(line.get("combo_parent_id"))
        was["pack_lot_ids"] = [lot[2]["lot_name"] for lot in line["pack_lot_ids"]]
        row["tax_ids"] = sorted(row["tax_ids"])
        row["combo_parent_id"] = parents.get(row["combo_parent_id"])
        lots = admin("pos.pack.operation.lot", "read", row["pack_lot_ids"], ["lot_name"])
        row["pack_lot_ids"] = [lot["lot_name"] for lot in lots]
        differences += [
            f"line {number} {name} is stored as {row[name]}, was {was.get(name)}"
            for name in STORED
            if not near(row[name] or 0, was.get(name) or 0)
        ]
    return differences


def plain(value):
    return value[0] if isinstance(value, list) else value


def near(one, other):
    if isinstance(one, float) or isinstance(other, float):
        return abs(one - other) < 1e-6
    return same(one, other)
