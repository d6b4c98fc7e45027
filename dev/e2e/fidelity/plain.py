# ruff: noqa: F821 (odoo-bin shell gives env, the scripts before give the rest)
# The plain world: point_of_sale alone. The counter has everything, the checkout as little as
# possible: one category of products, one price list, no fiscal position, another language.
env["decimal.precision"].search([("name", "=", "Product Price")]).digits = 4
env["decimal.precision"].search([("name", "=", "Product Unit of Measure")]).digits = 3
shown, hidden = (make("pos.category", name=f"F {name}") for name in ("Shown", "Hidden"))
SHOWN, HIDDEN = ({"pos_categ_ids": [(6, 0, category.ids)]} for category in (shown, hidden))

product("F Pen", 1.15, **SHOWN)
product("F Cup", 4.5, **SHOWN)
product("F Hidden", 7.77, **HIDDEN)
product("F Gone", 12.5, **SHOWN)
product("F Withdrawn", 2.2, **HIDDEN)
product("F Office only", 3.3, available_in_pos=False, **SHOWN)
product("F Fine price", 0.0123, **SHOWN)
product("F Free", 0, **SHOWN)
product("F Untaxed", 10, taxes=vat.browse(), **SHOWN)
product("F <b>Bold</b> & “Ünïcode” 🧀", 5.55, **HIDDEN)
kilo = env.ref("uom.product_uom_kgm")
kilo.rounding = 0.001
UNIT = {"uom_id": kilo.id, "uom_po_id": kilo.id}
product("F Cheese", 21.9, to_weight=True, barcode="2199887000000", **UNIT, **HIDDEN)

# Taxes: in the price, several in the order that they are computed in, a group, one that is put
# into the archive before the checkout opens.
product("F Included", 11, taxes=tax("F incl 10", 10, price_include=True), **SHOWN)
base = tax("F base 5", 5, include_base_amount=True, sequence=1)
product("F Two taxes", 100, taxes=base | tax("F top 10", 10, sequence=2), **HIDDEN)
late = tax("F second 10", 10, sequence=2)
first = tax("F first 5", 5, include_base_amount=True, sequence=1)
product("F Taxes in sequence", 100, taxes=late | first, **HIDDEN)
parts = tax("F part 3", 3) | tax("F part 4", 4)
group = tax("F group", 0, amount_type="group", children_tax_ids=[(6, 0, parts.ids)])
product("F Grouped", 10, taxes=group, **HIDDEN)
archived = tax("F archived 50", 50, sequence=1, active=False)
product("F Old tax", 10, taxes=archived, **SHOWN)
product("F Old and new tax", 10, taxes=archived | tax("F kept 8", 8, sequence=30), **HIDDEN)
abroad = make("res.company", name="F Abroad", country_id=env.company.country_id.id)
there = {"company_id": abroad.id, "country_id": abroad.country_id.id}
there["tax_group_id"] = make("account.tax.group", name="F There", **there).id
foreign = tax("F foreign 30", 30, **there)
product("F Two companies", 10, taxes=vat | foreign, **HIDDEN)
product("F Fixed tax", 10, taxes=tax("F fixed 1", 1, amount_type="fixed"), **SHOWN)

mapped = tax("F mapped 7", 7, active=False)
MAPS = [
    ("F Export", False),
    ("F Mapped", mapped.id),
    ("F Into included", False),
    ("F Leaving position", False),
]
positions = env["account.fiscal.position"]
for name, target in MAPS:
    change = {"tax_src_id": vat.id, "tax_dest_id": target}
    positions |= make("account.fiscal.position", name=name, tax_ids=[(0, 0, change)])
inside = env["account.tax"].search([("name", "=", "F incl 10")])
positions[2].tax_ids.tax_dest_id = inside

# Price lists: for one product, for all, for a category of products, from a quantity on, on top of
# another list, and with the discount shown.
pen = env["product.product"].search([("name", "=", "F Pen")])
RULE = "product.pricelist.item"
lists = env["product.pricelist"]
for name in ("F Members", "F Nested", "F Shown discount", "F Leaving list", "F Checkout list"):
    lists |= make("product.pricelist", name=name)
ON_ALL = {"applied_on": "3_global", "compute_price": "percentage"}
FIXED = {"compute_price": "fixed"}
make(RULE, pricelist_id=lists[0].id, percent_price=10, **ON_ALL)
PEN = {"applied_on": "0_product_variant", "product_id": pen.id, **FIXED}
make(RULE, pricelist_id=lists[0].id, fixed_price=0.9999, **PEN)
make(RULE, pricelist_id=lists[0].id, fixed_price=0.5, min_quantity=10, **PEN)
NESTED = {"base": "pricelist", "base_pricelist_id": lists[0].id}
make(RULE, pricelist_id=lists[1].id, compute_price="formula", price_discount=50, **NESTED)
make(RULE, pricelist_id=lists[4].id, percent_price=50, **ON_ALL)
lists[2].discount_policy = "without_discount"
make(RULE, pricelist_id=lists[2].id, percent_price=25, **ON_ALL)

shade = make("product.attribute", name="F Shade", create_variant="no_variant")
colors = [make("product.attribute.value", name=name, attribute_id=shade.id) for name in "RGB"]
colors[2].is_custom = True
shirt = make("product.template", name="F Shirt", list_price=20, available_in_pos=True, **SHOWN)
shirt.taxes_id = vat
ids = [color.id for color in colors]
ROW = {"attribute_id": shade.id, "value_ids": [(6, 0, ids)]}
shirt.attribute_line_ids = [(0, 0, ROW)]
shirt.attribute_line_ids.product_template_value_ids[1].price_extra = 2.5

MEAL = [product(f"F {name}", price, **HIDDEN) for name, price in (("Burger", 8), ("Soda", 3))]
for name, category in (("F Menu", SHOWN), ("F Secret menu", HIDDEN)):
    combos = env["pos.combo"]
    for part in MEAL:
        choice = {"product_id": part.id, "combo_price": 0.5}
        combos |= make("pos.combo", name=f"{name} {part.name}", combo_line_ids=[(0, 0, choice)])
    menu = product(name, 9.99, type="combo", combo_ids=[(6, 0, combos.ids)], **category)

product("F Lot", 6, type="product", tracking="lot", **HIDDEN)
product("F Serial", 60, type="product", tracking="serial", **SHOWN)
tip = product("F Tip", 0, taxes=vat.browse(), **HIDDEN)

for name in ("F Customer", "F Leaving customer", "F Customer abroad"):
    make("res.partner", name=name, email="f@example.com")
env["res.partner"].create([{"name": f"F Crowd {n:03}"} for n in range(150)])

env["res.lang"]._activate_lang("nl_NL")
pen.with_context(lang="nl_NL").name = "F Stylo"
env.ref(f"{ADDON}.user_ben_demo").lang = "nl_NL"
steps = make("account.cash.rounding", name="F 0.05", rounding=0.05, strategy="add_invoice_line")
account = env["account.account"].search([("account_type", "=", "income_other")], limit=1)
steps.write({"profit_account_id": account.id, "loss_account_id": account.id})

default = counter.pricelist_id
counter.write(
    {
        "use_pricelist": True,
        "available_pricelist_ids": [(6, 0, (default | lists[:4]).ids)],
        "tax_regime_selection": True,
        "fiscal_position_ids": [(6, 0, positions.ids)],
        "ship_later": True,
        "iface_tipproduct": True,
        "tip_product_id": tip.id,
        "is_sync_receiver": True,
    }
)
checkout.write(
    {
        "limit_categories": True,
        "iface_available_categ_ids": [(6, 0, shown.ids)],
        "pricelist_id": lists[4].id,
        "cash_rounding": True,
        "only_round_cash_method": True,
        "rounding_method": steps.id,
        "iface_tax_included": "subtotal",
    }
)
