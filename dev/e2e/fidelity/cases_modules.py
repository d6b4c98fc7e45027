"""Orders that other addons of the point of sale take part in."""

from fidelity.case import Case

# Names of its own at each till; the points and the amounts are compared.
LOYALTY = {"reward_identifier_code", "id"}
TABLES = {"table_id", "customer_count", "booked"}

REWARD = """const claimable = order().getClaimableRewards();
const {reward, coupon_id} = claimable.find(({reward}) => reward.program_id.name === '%s');
order()._applyReward(reward, coupon_id, {}); order()._updateRewards()"""
MEMBER = "order().set_partner(await loadPartner('F Member'))"


def settle_quotation(world, till):
    """Settle a confirmed quotation, with the mouse."""
    till.page.locator(".o_sale_order_button").click()
    till.page.locator(".order-management-screen .order-row", has_text="F Member").first.click()
    till.page.locator(".popup .selection-item", has_text="Settle").click()
    till.page.locator(".product-screen .orderline", has_text="F Coffee").wait_for()


def raise_promotion(world):
    """The receiver is opened again: a till knows the promotions as they were when it was opened."""
    reward = world.find("loyalty.reward", "F Raised", by="program_id.name")
    world.admin("loyalty.reward", "write", [reward], {"discount": 20})
    world.till("Checkout").reload()


def discount_globally(world, till):
    till.add("F Cup", qty="3")
    till.page.locator(".control-button.js_discount").click()
    till.page.locator(".popup .button.confirm").click()
    till.page.locator(".product-screen .orderline", has_text="F Global discount").wait_for()


SHOP = [
    Case("global discount", "", by_hand=discount_globally),
    Case(
        "quotation",
        "",
        by_hand=settle_quotation,
        check="cart.orderlines[1].sale_order_origin_id.name.startsWith('S')"
        " && cart.get_partner().name === 'F Member'",
        ignore={"id"},
    ),
    Case(
        "promotion of both tills",
        "await add('F Promo', {quantity: 2}); order()._updateRewards()",
        check="cart.get_total_without_tax() === 18",
        ignore=LOYALTY,
    ),
    Case(
        "promotion of the receiver alone",
        "await add('F Checkout promo', {quantity: 2})",
        check="cart.get_total_without_tax() === 20",
        ignore={*LOYALTY, "disabledRewards", "couponPointChanges"},
    ),
    Case(
        "promotion that the sender's cashier removed",
        """await add('F Promo'); order()._updateRewards(); await settled();
        const line = order()._get_reward_lines()[0];
        order().disabledRewards.add(line.reward_id);
        order().orderlines.remove(line); order()._updateRewards()""",
        check="cart.orderlines.length === 1",
        ignore=LOYALTY,
    ),
    Case(
        "promotion code",
        "await add('F Cup'); await order().activateCode('FCODE')",
        check="cart.get_total_without_tax() === 8",
        ignore=LOYALTY,
    ),
    Case(
        "coupon",
        "await add('F Cup'); await order().activateCode('FCOUPON')",
        check="cart.get_total_without_tax() === 9",
        ignore=LOYALTY,
    ),
    Case(
        "gift card used",
        "await add('F Cup', {quantity: 3}); order().activateCode('FGIFT'); await popupConfirmed()",
        check="cart._get_reward_lines().length === 1",
        ignore=LOYALTY,
    ),
    Case(
        "gift card sold",
        """const program = pos.programs.find(({program_type}) => program_type === 'gift_card');
        const [id] = program.rules[0].valid_product_ids;
        await order().add_product(pos.db.get_product_by_id(id), {
            price: 40, merge: false, eWalletGiftCardProgram: program, giftBarcode: '044123456',
        });
        order()._updateRewards()""",
        check="cart.orderlines[0].giftBarcode === '044123456'",
        ignore=LOYALTY,
    ),
    Case(
        "points of a customer, spent and earned",
        f"{MEMBER}; await add('F Cup', {{quantity: 2}}); order()._updateRewards();"
        "await settled();" + REWARD % "F Points",
        check="cart._get_reward_lines().length === 1 && cart.getLoyaltyPoints().length === 1",
        ignore=LOYALTY,
    ),
    Case(
        "wallet",
        f"{MEMBER}; await add('F Cup'); order()._updateRewards(); await settled();"
        + REWARD % "F ewallet",
        check="cart._get_reward_lines().length === 1",
        ignore=LOYALTY,
    ),
]

REFUSED_BEFORE = [
    Case(
        "promotion of the sender alone",
        "await add('F Counter promo'); order()._updateRewards()",
        refusal="A promotion is not available there: “F Counter only” at Checkout.",
    ),
    Case(
        "coupon of the sender alone",
        "await add('F Cup'); await order().activateCode('FLOCAL')",
        refusal="A promotion is not available there: “F Local coupons” at Checkout.",
    ),
]

REFUSED = [
    Case(
        "promotion raised on the way",
        "await add('F Raised promo'); order()._updateRewards()",
        between=raise_promotion,
        refusal="would change (price_unit: -1 was sent, -2 would arrive)",
        ignore=LOYALTY,
    ),
]

TABLE = """const [table] = pos.floors[0].tables;
await pos.setTable(table); pos.showScreen("ProductScreen"); pos.add_new_order()"""
GUESTS = """await add('F Cup'); order().setCustomerCount(4);
order().orderlines[0].setNote('no sugar ☕ <b>'); order().setBooked(true);"""

BAR = [
    Case(
        "table, guests and notes, to a till without tables",
        GUESTS,
        start=TABLE,
        ignore=TABLES,
        check="cart.orderlines[0].getNote() === 'no sugar ☕ <b>'",
    ),
    Case(
        "what the kitchen of a restaurant knows",
        GUESTS + "order().updateLastOrderChange(); await add('F Coffee')",
        start=TABLE,
        ignore=TABLES,
        check="Object.keys(cart.lastOrderPrepaChange).length === 1"
        " && Object.keys(cart.lastOrderPrepaChange)[0].startsWith(cart.orderlines[0].uuid)",
    ),
]
TO_TABLE = [
    Case(
        "from table to table",
        GUESTS,
        start=TABLE,
        ignore={"table_id", "booked"},
        check="cart.getTable().floor.name === 'F Garden' && cart.getCustomerCount() === 4",
    ),
]
TO_TABLES = [
    Case(
        "from a till without tables to a table",
        "await add('F Cup'); await add('F Coffee')",
        ignore=TABLES,
        check="cart.getTable().floor.name === 'F Garden' && cart.getCustomerCount() === 1",
    ),
]
DESK = [
    Case(
        "built by an employee",
        "pos.set_cashier(pos.employees.find(({name}) => name === 'F Emma'));"
        "order().cashier = pos.get_cashier(); await add('F Cup')",
        check="cart.sync_origin.cashier === 'F Emma'",
        ignore={"employee_id"},
    ),
]
SHARED = [
    Case(
        "open order that is shared with the server",
        "await add('F Cup', {quantity: 2}); await pos.sendDraftToServer()",
        check="cart.orderlines[0].quantity === 2",
        ignore={"server_id"},
    ),
    Case(
        "open order whose save is under way",
        "await add('F Cup', {quantity: 3}); pos.sendDraftToServer()",
        ignore={"server_id"},
    ),
]
