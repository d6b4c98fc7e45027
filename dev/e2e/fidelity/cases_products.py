"""Kinds of products: those that the receiver has not loaded, and those with parts of their own."""

from fidelity.case import Case


def archive(model, name):
    return lambda world: world.admin(model, "write", [world.find(model, name)], {"active": False})


PRODUCTS = [
    Case("one product", "await add('F Cup')", clicks=True),
    Case("product outside the receiver's categories", "await add('F Hidden', {quantity: 3})"),
    Case("product created after the receiver's start", "await add('F New')"),
    Case(
        "product archived on the way",
        "await add('F Withdrawn'); await add('F Cup')",
        between=archive("product.product", "F Withdrawn"),
    ),
    Case(
        "product not available in the point of sale",
        """const ids = await pos.orm.search("product.product", [["name", "=", "F Office only"]]);
        await pos._addProducts(ids, false);
        await add('F Office only')""",
    ),
    Case("name with markup and emoji", "await add('F <b>Bold</b> & “Ünïcode” 🧀')"),
    Case(
        "receiver in another language",
        "await add('F Pen', {quantity: 2})",
        ignore={"full_product_name"},
        check="cart.orderlines[0].get_full_product_name() === 'F Stylo'",
    ),
    Case("weight with three decimals", "await add('F Cheese', {quantity: 1.234})"),
    Case(
        "weight from a barcode",
        """await pos.env.services.barcode_reader.scan("2199887012348");
        const lines = order().orderlines;
        for (let i = 0; i < 100 && !lines.length; i++) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }""",
        check="cart.orderlines[0].quantity === 1.234",
    ),
    Case(
        "unit of measure created after the receiver's start",
        "await add('F Saffron', {quantity: 0.125})",
        check="cart.orderlines[0].get_unit().name === 'F Decigram'",
    ),
    Case(
        "attribute with a custom value and a surcharge",
        """const {values} = Object.values(pos.attributes_by_ptal_id)
            .find(({name}) => name === 'F Shade');
        await add('F Shirt', {
            attribute_value_ids: [values[1].id, values[2].id], price_extra: 2.5,
            attribute_custom_values: {[values[2].id]: 'sea & “green” <i>'},
        })""",
        check="cart.orderlines[0].get_full_product_name().includes('G')",
        sell=False,  # Odoo lets only managers sell a custom value
    ),
    Case(
        "attribute value created after the receiver's start",
        """const {values} = Object.values(pos.attributes_by_ptal_id)
            .find(({name}) => name === 'F Shade');
        const {id} = values.find(({name}) => name === 'F New shade');
        await add('F Shirt', {attribute_value_ids: [id], price_extra: 0})""",
    ),
    Case(
        "combo",
        "await addCombo('F Menu'); await add('F Cup')",
        check="cart.orderlines[0].comboLines.length === 2"
        " && cart.orderlines[1].comboParent === cart.orderlines[0]",
    ),
    Case(
        "combo outside the receiver's categories, twice",
        "await addCombo('F Secret menu'); await addCombo('F Secret menu')",
        check="cart.orderlines[3].comboLines[1] === cart.orderlines[5]",
    ),
    Case(
        "combo created after the receiver's start",
        "await addCombo('F New menu')",
        check="cart.orderlines[1].comboParent === cart.orderlines[0]",
    ),
    Case("lot", "await addLots('F Lot', 'LOT/2024 “A”')"),
    Case("serial numbers", "await addLots('F Serial', 'SN-1', 'SN-2')"),
    Case(
        "three hundred lines",
        """for (let i = 0; i < 300; i++) {
            await add(i % 2 ? 'F Free' : 'F Cup', {quantity: i + 1, discount: i % 7});
        }""",
    ),
]
