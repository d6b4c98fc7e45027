/** @odoo-module */

import {BarcodeReader} from "@point_of_sale/app/barcode/barcode_reader_service";
import {patch} from "@web/core/utils/patch";
import {deliverScanned} from "@bi_pos_multi_session_sync/app/pos_sync_gestures";
import {readSlipCode} from "@bi_pos_multi_session_sync/app/slip/slip";

patch(BarcodeReader.prototype, {
    /** @override */
    scan(code) {
        const {pos} = this.hardwareProxy;
        const syncId = pos?.sync && readSlipCode(code);
        return syncId ? deliverScanned(pos, syncId) : super.scan(...arguments);
    },
});
