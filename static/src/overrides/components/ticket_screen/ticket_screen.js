/** @odoo-module */

import {TicketScreen} from "@point_of_sale/app/screens/ticket_screen/ticket_screen";
import {patch} from "@web/core/utils/patch";
import {isCharged} from "@bi_pos_multi_session_sync/app/pos_sync_receiver";

patch(TicketScreen.prototype, {
    /** @override */
    shouldHideDeleteButton(order) {
        // To delete a received order gives it back.
        const isToBeSold = Boolean(order.sync_uuid) && isCharged(order);
        return isToBeSold || super.shouldHideDeleteButton(...arguments);
    },
});
