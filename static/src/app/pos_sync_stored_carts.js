/** @odoo-module */

import {PosSyncApi} from "@bi_pos_multi_session_sync/app/pos_sync_api";
import {loadMissing} from "@bi_pos_multi_session_sync/app/pos_sync_loader";

/**
 * At start, before the store turns the carts in the browser's storage into orders: Odoo loads
 * their products and customers, and would drop price lists, fiscal positions and taxes in silence.
 */
export async function loadMissingOfStoredCarts(pos) {
    const api = new PosSyncApi(pos);
    for (const json of pos.db.get_unpaid_orders()) {
        if (json.sync_uuid && json.sync_origin?.id) {
            await loadMissing(pos, json, (missing) => api.records(json.sync_origin.id, missing));
        }
    }
}
