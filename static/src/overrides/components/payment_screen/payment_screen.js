/** @odoo-module */

import {PaymentScreen} from "@point_of_sale/app/screens/payment_screen/payment_screen";
import {patch} from "@web/core/utils/patch";

patch(PaymentScreen.prototype, {
    /** @override */
    async _isOrderValid() {
        const {sync_uuid} = this.currentOrder;
        if (sync_uuid && this.pos.sync && !(await this.pos.sync.mayPay(this.currentOrder))) {
            return false;
        }
        return super._isOrderValid(...arguments);
    },
});
