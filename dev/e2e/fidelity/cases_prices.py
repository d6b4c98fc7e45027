"""Prices, discounts, price lists, taxes and fiscal positions."""

from fidelity.case import Case

QUANTITY = "cart.orderlines[0].set_quantity(%s); return cart.orderlines[0].get_unit_price()"
NAME = {"full_product_name"}  # F Pen has another name at the receiver


def on_list(name, code):
    return f"order().set_pricelist({name}); {code}"


def at_position(name, code):
    return f"order().set_fiscal_position(position('{name}')); {code}"


PRICES = [
    Case(
        "price set by hand, quantity changed by the receiver",
        "const line = await add('F Cup'); line.set_unit_price(1.2345); line.price_type = 'manual'",
        then=QUANTITY % 4,
        expect=1.2345,
    ),
    Case("price of four decimals", "await add('F Fine price', {quantity: 7})"),
    Case("price zero and product without taxes", "await add('F Free'); await add('F Untaxed')"),
    Case("quantity below zero", "await add('F Cup'); await add('F Free', {quantity: -2})"),
    Case("discount", "await add('F Cup', {quantity: 3, discount: 12.5})"),
    Case("discount of all", "await add('F Cup', {discount: 100}); await add('F Untaxed')"),
    Case("surcharge", "await add('F Cup', {price_extra: 0.75})"),
    Case(
        "price list with items for products that the receiver has",
        on_list("pricelist('F Members')", "await add('F Pen'); await add('F Cup')"),
        then=QUANTITY % 10,
        expect=0.5,
        ignore=NAME,
    ),
    Case(
        "price list and a product that the receiver has not",
        on_list("pricelist('F Members')", "await add('F Secret menu')"),
        check="cart.pricelist.name === 'F Members'",
        then=QUANTITY % 2,
        expect=8.991,
    ),
    Case(
        "price list on top of another one",
        on_list("pricelist('F Nested')", "await add('F Cup')"),
        then=QUANTITY % 2,
        expect=2.025,
    ),
    Case(
        "price list that shows its discount",
        on_list("pricelist('F Shown discount')", "await add('F Cup')"),
        check="cart.orderlines[0].get_old_unit_display_price() === 4.5",
    ),
    Case(
        "no price list",
        on_list("null", "await add('F Cup')"),
        check="!cart.pricelist",
        then=QUANTITY % 2,
        expect=4.5,
    ),
    Case("fiscal position without tax", at_position("F Export", "await add('F Cup')")),
    Case(
        "fiscal position with a tax that the receiver has not",
        at_position("F Mapped", "await add('F Cup')"),
        check="Math.abs(cart.get_total_tax() - 4.5 * 0.07) < 0.01",
    ),
    Case(
        "fiscal position into a tax in the price",
        at_position("F Into included", "await add('F Cup', {quantity: 3})"),
    ),
    Case("tax in the price", "await add('F Included', {quantity: 3, discount: 5})"),
    Case("tax on top of a tax", "await add('F Two taxes')"),
    Case("taxes in another sequence than created", "await add('F Taxes in sequence')"),
    Case(
        "product with a tax of another company",
        on_list("pricelist('F Shown discount')", "await add('F Two companies')"),
        check="cart.orderlines[0].get_old_unit_display_price() === 10",
    ),
    Case("group of taxes", "await add('F Grouped')"),
    Case("fixed tax", "await add('F Fixed tax', {quantity: 3})"),
    Case("tax in the archive", "await add('F Old tax')"),
    Case("tax in the archive beside another one", "await add('F Old and new tax')"),
    Case("tax created after the receiver's start", "await add('F Newest tax')"),
]
