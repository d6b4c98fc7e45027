"""What comes to the server after the receiver has started: the receiver knows nothing of it."""


def create_late(world):
    admin, find = world.admin, world.find
    [vat] = admin("account.tax", "search", [("type_tax_use", "=", "sale")], limit=1)
    [hidden] = admin("pos.category", "search", [("name", "=", "F Hidden")])

    def product(name, price, **values):
        values = {"taxes_id": [(6, 0, [vat])], "type": "consu", **values}
        values |= {"available_in_pos": True, "pos_categ_ids": [(6, 0, [hidden])]}
        values |= {"name": name, "list_price": price}
        return admin("product.product", "create", values)

    product("F New", 8.25)
    for unit, name in (("F Decigram", "F Saffron"), ("F Grain", "F Pepper")):
        unit = {"name": unit, "category_id": category_of_kilos(admin), "uom_type": "smaller"}
        unit = admin("uom.uom", "create", {**unit, "factor": 10000, "rounding": 0.001})
        product(name, 3.9, uom_id=unit, uom_po_id=unit)
    product("F Newest tax", 10, taxes_id=[(6, 0, [new_tax(admin, "F new 13", 13)])])
    product("F Raised tax", 10, taxes_id=[(6, 0, [new_tax(admin, "F raised 20", 20)])])
    product("F Tracked then", 10, type="product", tracking="lot")
    product("F Deleted", 10)

    part = product("F New part", 2)
    for name in ("F New menu", "F Newer menu"):
        choice = [(0, 0, {"product_id": part, "combo_price": 1})]
        combo = admin("pos.combo", "create", {"name": name, "combo_line_ids": choice})
        product(name, 12.34, type="combo", combo_ids=[(6, 0, [combo])])

    row = find("product.template.attribute.line", "F Shade", by="attribute_id.name")
    for name in ("F New shade", "F Newer shade"):
        value = {"name": name, "attribute_id": find("product.attribute", "F Shade")}
        value = admin("product.attribute.value", "create", value)
        admin("product.template.attribute.line", "write", [row], {"value_ids": [(4, value)]})

    for name in ("F New customer", "F Deleted customer"):
        admin("res.partner", "create", {"name": name, "email": "f@example.com"})


def category_of_kilos(admin):
    [kilo] = admin("uom.uom", "search_read", [("name", "=", "kg")], fields=["category_id"])
    return kilo["category_id"][0]


def new_tax(admin, name, amount):
    values = {"name": name, "amount": amount, "type_tax_use": "sale"}
    return admin("account.tax", "create", values)


ARCHIVED = ["F archived 50", "F mapped 7"]


def set_active(world, active):
    for name in ARCHIVED:
        world.admin("account.tax", "write", [world.find("account.tax", name)], {"active": active})
