/** @odoo-module */

import {useState} from "@odoo/owl";
import {AbstractAwaitablePopup} from "@point_of_sale/app/popup/abstract_awaitable_popup";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {useDialog} from "@bi_pos_multi_session_sync/app/pos_sync_dialog";

/** Ask why: a ready-made reason with one touch, or words of one's own. Payload: the text. */
export class SyncReasonPopup extends AbstractAwaitablePopup {
    static template = "bi_pos_multi_session_sync.SyncReasonPopup";
    // A barcode scan ends with Enter: it must not decline anything.
    static defaultProps = {confirmKey: false};

    setup() {
        super.setup();
        this.pos = usePos();
        this.state = useState({reason: ""});
        useDialog();
    }

    get reasons() {
        const lines = (this.pos.config.sync_reasons || "").split("\n");
        return lines.map((line) => line.trim()).filter(Boolean);
    }

    choose(reason) {
        this.state.reason = reason;
        return this.confirm();
    }

    /** @override */
    async getPayload() {
        return this.state.reason.trim();
    }
}
