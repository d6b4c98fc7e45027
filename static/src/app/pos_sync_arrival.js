/** @odoo-module */

import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc_service";
import {explainDifference} from "@bi_pos_multi_session_sync/app/pos_sync_differences";
import {findDifference} from "@bi_pos_multi_session_sync/app/pos_sync_payload";
import {loadMissing} from "@bi_pos_multi_session_sync/app/pos_sync_loader";
import {
    findMissingReward,
    keepPromotions,
} from "@bi_pos_multi_session_sync/app/pos_sync_promotions";

/**
 * Turn a claimed order into a cart that is what was sent, or into none at all.
 *
 * @param {{pos: Object, api: Object, carts: Object}} services
 * @param {Object} summary of the order, from one of the lists
 * @param {{payload: Object, uuid: string, table: Object|null, isOwn: boolean}} claimed
 * @returns {Promise<{order?: Object, problem?: string}>} the cart, or a sentence for the cashier
 * @throws ConnectionLostError there is no cart, and nobody knows why
 */
export async function bringIn({pos, api, carts}, summary, claimed) {
    try {
        const difference = await load({pos, api, carts}, summary, claimed);
        if (!difference) {
            return {order: carts.find(claimed.uuid)};
        }
        drop(carts, claimed.uuid);
        return {problem: explainDifference(pos, summary.name, difference)};
    } catch (error) {
        drop(carts, claimed.uuid);
        if (error instanceof ConnectionLostError) {
            throw error;
        }
        const reason = error.data?.message || error.message;
        return {problem: _t("%s cannot be loaded here: %s", summary.name, reason)};
    }
}

/** @returns {Promise<Object|null>} what is not as it was sent; else the order is in a cart */
async function load({pos, api, carts}, summary, {payload, uuid, table, isOwn}) {
    const readRecords = (missing) => api.records(summary.id, missing);
    const lost = (await loadMissing(pos, payload, readRecords)) || findMissingReward(pos, payload);
    if (lost) {
        return lost;
    }
    const {id, name, sender, cashier, note} = summary;
    const origin = {id, name, sender, cashier, note: note || "", isOwn};
    const order = carts.adopt(payload, uuid, origin, table);
    const compare = (loaded) => findDifference(payload, loaded, pos.currency.rounding);
    const difference = compare(carts.readStored(order));
    if (difference || !(await keepPromotions(pos, order))) {
        return difference;
    }
    // What they changed is in the storage a moment later.
    return compare(order.export_as_JSON());
}

function drop(carts, uuid) {
    const order = carts.find(uuid);
    if (order) {
        carts.remove(order);
    }
}
