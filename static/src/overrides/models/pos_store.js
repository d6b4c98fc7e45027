/** @odoo-module */

import {PosStore} from "@point_of_sale/app/store/pos_store";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {loadMissingOfStoredCarts} from "@bi_pos_multi_session_sync/app/pos_sync_stored_carts";

patch(PosStore.prototype, {
    /** @override */
    async load_orders() {
        // A received cart may need records that this terminal does not load by itself.
        await loadMissingOfStoredCarts(this);
        return super.load_orders(...arguments);
    },
    /** @override */
    removeOrder(order, removeFromServer = true) {
        super.removeOrder(...arguments);
        // Removed for good by the cashier, not moved and not sold.
        if (removeFromServer && order.sync_uuid && !order.finalized) {
            this.sync?.giveBack(order, _t("Deleted at %s", this.config.name));
        }
    },
});
