/** @odoo-module */

import {useState} from "@odoo/owl";
import {AbstractAwaitablePopup} from "@point_of_sale/app/popup/abstract_awaitable_popup";
import {useService} from "@web/core/utils/hooks";

const LAST_CHOICE = "bi_pos_multi_session_sync.receivers";

/** Whom this device sent to last, or the only one there is. */
function readLastChoice(receivers) {
    if (receivers.length === 1) {
        return [receivers[0].config_id];
    }
    const last = JSON.parse(window.localStorage.getItem(LAST_CHOICE) || "[]");
    return receivers.map(({config_id}) => config_id).filter((id) => last.includes(id));
}

/** Choose who gets the order. Payload: `{receiver_ids, note, copies}`. */
export class SyncSendPopup extends AbstractAwaitablePopup {
    static template = "bi_pos_multi_session_sync.SyncSendPopup";
    // A barcode scan ends with Enter: it must not send anything.
    static defaultProps = {confirmKey: false};

    setup() {
        super.setup();
        const ids = readLastChoice(this.props.receivers);
        this.choice = useState({ids, note: "", copies: false});
        // Digits and scans do not reach the cart behind the popup.
        useService("number_buffer").use({triggerAtInput: () => {}});
    }

    toggle(id) {
        const {ids} = this.choice;
        this.choice.ids = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    }

    get areAllChosen() {
        return this.choice.ids.length === this.props.receivers.length;
    }

    toggleAll() {
        const all = this.props.receivers.map(({config_id}) => config_id);
        this.choice.ids = this.areAllChosen ? [] : all;
    }

    get canConfirm() {
        return this.choice.ids.length > 0;
    }

    /** @override */
    async getPayload() {
        const {ids, note, copies} = this.choice;
        window.localStorage.setItem(LAST_CHOICE, JSON.stringify(ids));
        return {receiver_ids: [...ids], note, copies: copies && ids.length > 1};
    }
}
