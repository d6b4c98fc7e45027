/** @odoo-module */

import {PosSyncApi} from "@bi_pos_multi_session_sync/app/pos_sync_api";
import {loadMissing} from "@bi_pos_multi_session_sync/app/pos_sync_loader";
import {renumberCoupons} from "@bi_pos_multi_session_sync/app/pos_sync_promotions";

/**
 * At start, before the store turns the carts in the browser's storage, and those that it shares
 * with the server, into orders: Odoo loads products and customers of the first ones, and would
 * drop the others, price lists, fiscal positions and taxes in silence.
 */
export async function loadMissingOfStoredCarts(pos) {
    const api = new PosSyncApi(pos);
    for (const json of [...pos.db.get_unpaid_orders(), ...(pos.open_orders_json || [])]) {
        if (json.sync_uuid && json.sync_origin?.id) {
            renumberCoupons(json);
            await loadMissing(pos, json, (missing) => api.records(json.sync_origin.id, missing));
        }
    }
}
