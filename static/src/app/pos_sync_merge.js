/** @odoo-module */

/*
 * Add to Cart: what was received moves into the cart that is open, and a mark says which lines
 * leave again when the order has to.
 */

/**
 * Whether what is received may be added to this cart. Not where carts are saved on the server: a
 * saved one goes as a whole when the order is somebody else's by now.
 */
export function canMergeInto(pos, order) {
    return Boolean(
        order &&
        !order.is_empty() &&
        !order.sync_uuid &&
        !order.get_paymentlines().length &&
        !pos.isOpenOrderShareable()
    );
}

/**
 * Move the lines of a received cart into another one, which takes its place in the hand-off.
 *
 * @returns {boolean} false where they do not fit together, or where one of them is no cart any more
 */
export function merge({pos, carts}, received, target) {
    const areHere = carts.has(received) && carts.has(target);
    if (!areHere || !canMergeInto(pos, target) || !fits(received, target)) {
        return false;
    }
    let nextId = Math.max(...target.get_orderlines().map(({id}) => id));
    const {sync_uuid, sync_origin} = received;
    const lines = [...received.get_orderlines()];
    for (const line of lines) {
        line.id = ++nextId;
        target.add_orderline(line);
    }
    const merged = lines.map(({uuid}) => uuid);
    Object.assign(target, {sync_uuid, sync_origin: {...sync_origin, merged}});
    target.save_to_db();
    received.sync_uuid = false;
    pos.set_order(target);
    carts.remove(received);
    return true;
}

/** One customer, price list and fiscal position, and nothing that concerns the order as a whole. */
function fits(received, target) {
    const differs = ["partner", "pricelist", "fiscal_position"].some(
        (name) => received[name] && received[name].id !== target[name]?.id
    );
    const isWhole =
        received.to_invoice ||
        received.shippingDate ||
        received.get_paymentlines().length ||
        received.get_orderlines().some((line) => line.is_reward_line);
    return !differs && !isWhole;
}
