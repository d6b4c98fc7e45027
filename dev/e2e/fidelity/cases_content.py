"""Customers, notes, and what else a cart carries."""

from fidelity.case import Case
from fidelity.cases_products import archive

NOTE = "Gift 🎁 for “Zoë” & <b>Ñandú</b>\\n\\tsecond line \\\\ 'quoted' {% 日本語"
# Another addon that keeps a field of its own on orders and lines.
OTHER_ADDON = """
odoo.define("@fidelity/other_addon", [
    "@point_of_sale/app/store/models", "@web/core/utils/patch",
], (require) => {
    const {Order, Orderline} = require("@point_of_sale/app/store/models");
    const {patch} = require("@web/core/utils/patch");
    for (const model of [Order, Orderline]) {
        patch(model.prototype, {
            export_as_JSON() {
                return {...super.export_as_JSON(...arguments), x_fidelity: this.x_fidelity};
            },
            init_from_JSON(json) {
                super.init_from_JSON(...arguments);
                this.x_fidelity = json.x_fidelity;
            },
        });
    }
});
"""
KITCHEN = """await add('F Cup', {quantity: 2});
order().updateLastOrderChange();
order().orderlines[0].set_quantity(3);
order().orderlines[0].skipChange = true"""

CUSTOMER = "order().set_partner(await loadPartner('F Customer'))"

CONTENT = [
    Case(
        "customer note with markup and emoji",
        f"const line = await add('F Cup'); line.set_customer_note(`{NOTE}`)",
    ),
    Case("customer", f"{CUSTOMER}; await add('F Cup')", clicks=True),
    Case(
        "customer beyond those that are loaded at start",
        "order().set_partner(await loadPartner('F Crowd 149')); await add('F Cup')",
    ),
    Case(
        "customer created after the receiver's start",
        "order().set_partner(await loadPartner('F New customer')); await add('F Cup')",
    ),
    Case(
        "customer archived on the way",
        "order().set_partner(await loadPartner('F Leaving customer')); await add('F Cup')",
        between=archive("res.partner", "F Leaving customer"),
        check="cart.get_partner().name === 'F Leaving customer'",
    ),
    Case(
        "customer with a price list that the cashier changed",
        """const customer = await loadPartner('F Customer');
        customer.property_product_pricelist = [pricelist('F Members').id, ''];
        await add('F Cup');
        order().set_partner(customer);
        order().set_pricelist(pricelist('F Shown discount'))""",
        check="cart.orderlines[0].get_unit_price() === 3.375",
    ),
    Case(
        "invoice",
        f"{CUSTOMER}; order().set_to_invoice(true); await add('F Cup')",
        sell=False,  # the sale would print a PDF, for which Odoo needs another program
    ),
    Case(
        "shipping date",
        f"{CUSTOMER}; order().setShippingDate('2031-02-03'); await add('F Cup')",
    ),
    Case("tip", "await add('F Cup'); order().set_tip(1.5); order().is_tipped = true"),
    Case("cash rounding at the receiver", "await add('F Fixed tax', {price: 1.013})"),
    Case(
        "what the kitchen knows",
        KITCHEN,
        check="cart.lastOrderPrepaChange[`${cart.orderlines[0].uuid} - `].quantity === 2",
    ),
    Case(
        "the same product on two lines",
        "await add('F Cup', {price: 4}); await add('F Cup', {price: 3, discount: 50})",
    ),
    Case(
        "fields of another addon",
        """order().x_fidelity = {list: [1, {deep: "ü"}], nothing: null};
        const line = await add('F Cup');
        line.x_fidelity = "0.10"
        """,
        check="cart.orderlines[0].x_fidelity === '0.10' && cart.x_fidelity.list[1].deep === 'ü'",
    ),
]
