/** @odoo-module */

import {Order} from "@point_of_sale/app/store/models";
import {patch} from "@web/core/utils/patch";

/** What was sent without a price list or a shipping date gets none of this terminal's. */
function restoreEmptyFields(order, json) {
    order.pricelist = json.pricelist_id ? order.pricelist : null;
    order.shippingDate = json.shipping_date;
}

patch(Order.prototype, {
    /** @override */
    init_from_JSON(json) {
        super.init_from_JSON(...arguments);
        this.sync_uuid = json.sync_uuid || false;
        this.sync_origin = json.sync_origin || false;
        this.sync_loaded_from = json.sync_loaded_from || false;
        if (json.sync_uuid || json.sync_loaded_from) {
            restoreEmptyFields(this, json);
        }
    },
    /** @override */
    export_as_JSON() {
        const json = super.export_as_JSON(...arguments);
        const {sync_uuid, sync_origin, sync_loaded_from} = this;
        return Object.assign(
            json,
            sync_uuid && {sync_uuid, sync_origin},
            sync_loaded_from && {sync_loaded_from}
        );
    },
    /** @override */
    async pay() {
        // Told before money changes hands: the order may be somebody else's by now.
        if (!this.sync_uuid || !this.pos.sync || (await this.pos.sync.mayPay(this))) {
            return super.pay(...arguments);
        }
    },
});
