/** @odoo-module */

import {PosSyncApi} from "@bi_pos_multi_session_sync/app/pos_sync_api";
import {loadMissing} from "@bi_pos_multi_session_sync/app/pos_sync_loader";
import {readOutbox} from "@bi_pos_multi_session_sync/app/pos_sync_outbox";
import {renumberCoupons} from "@bi_pos_multi_session_sync/app/pos_sync_promotions";

/**
 * At start, before the store turns the carts in the browser's storage, and those that it shares
 * with the server, into orders: Odoo loads products and customers of the first ones, and would
 * drop the others, price lists, fiscal positions and taxes in silence. Of the orders in the
 * outbox, which are carts again when their send is refused, Odoo knows nothing.
 */
export async function loadMissingOfStoredCarts(pos) {
    const api = new PosSyncApi(pos);
    const carts = [...pos.db.get_unpaid_orders(), ...(pos.open_orders_json || [])];
    const sending = readOutbox(pos.config.uuid)
        .filter(({method}) => method === "send")
        .map(({args}) => args[0].order);
    for (const json of [...carts, ...sending]) {
        // A received cart, or one that was taken back and came from elsewhere before.
        const id = json.sync_origin?.id || json.sync_loaded_from;
        if (id) {
            renumberCoupons(json);
            await loadMissing(pos, json, (missing) => api.records(id, missing));
        }
    }
    await pos._loadMissingProducts(sending);
    await pos._loadMissingPartners(sending);
}
