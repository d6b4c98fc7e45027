"""What changed between sending and delivering, so that the order cannot arrive as it was sent."""

from fidelity.case import Case
from fidelity.cases_prices import at_position, on_list

SHADE = """const {values} = Object.values(pos.attributes_by_ptal_id)
    .find(({name}) => name === 'F Shade');
const {id} = values.find(({name}) => name === 'F Newer shade');
await add('F Shirt', {attribute_value_ids: [id], price_extra: 0})"""


def delete(model, name, by="name"):
    return lambda world: world.admin(model, "unlink", [world.find(model, name, by)])


def change(model, name, **values):
    return lambda world: world.admin(model, "write", [world.find(model, name)], values)


def delete_product(world):
    # While a till is open, Odoo deletes only what cannot be sold there.
    change("product.product", "F Deleted", available_in_pos=False)(world)
    delete("product.product", "F Deleted")(world)


def drop_shade(world):
    row = world.find("product.template.attribute.line", "F Shade", by="attribute_id.name")
    value = world.find("product.attribute.value", "F Newer shade")
    world.admin("product.template.attribute.line", "write", [row], {"value_ids": [(3, value)]})


REFUSED = [
    Case(
        "tax raised on the way",
        "await add('F Raised tax')",
        between=change("account.tax", "F raised 20", amount=25),
        refusal="The tax of “F Raised tax” is not what it was: F raised 20.",
        clicks=True,
    ),
    Case(
        "product deleted on the way",
        "await add('F Cup'); await add('F Deleted')",
        between=delete_product,
        refusal="The product “F Deleted” does not exist any more or cannot be used here.",
    ),
    Case(
        "price list deleted on the way",
        on_list("pricelist('F Leaving list')", "await add('F Cup')"),
        between=delete("product.pricelist", "F Leaving list"),
        refusal="The price list of the order does not exist any more.",
    ),
    Case(
        "fiscal position deleted on the way",
        at_position("F Leaving position", "await add('F Cup')"),
        between=delete("account.fiscal.position", "F Leaving position"),
        refusal="The fiscal position of the order does not exist any more.",
    ),
    Case(
        "customer deleted on the way",
        "order().set_partner(await loadPartner('F Deleted customer')); await add('F Cup')",
        between=delete("res.partner", "F Deleted customer"),
        refusal="The customer of the order does not exist any more.",
    ),
    Case(
        "lots given up on the way",
        "await addLots('F Tracked then', 'L1')",
        between=change("product.product", "F Tracked then", tracking="none"),
        refusal="“F Tracked then” has lot or serial numbers, which this till does not take.",
    ),
    Case(
        "unit of measure made coarser on the way",
        "await add('F Pepper', {quantity: 0.125})",
        between=change("uom.uom", "F Grain", rounding=0.1),
        refusal="The quantity of “F Pepper” is rounded otherwise here (0.125 was sent,",
    ),
    Case(
        "attribute value deleted on the way",
        SHADE,
        between=drop_shade,
        refusal="The options of “F Shirt (F Newer shade)” are not what they were.",
    ),
    Case(
        "combo changed on the way",
        "await addCombo('F Newer menu')",
        between=delete("pos.combo.line", "F Newer menu", by="combo_id.name"),
        refusal="The combo of “F New part” is not what it was.",
    ),
]
