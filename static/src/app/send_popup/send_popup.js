/** @odoo-module */

import {useState} from "@odoo/owl";
import {AbstractAwaitablePopup} from "@point_of_sale/app/popup/abstract_awaitable_popup";
import {_t} from "@web/core/l10n/translation";
import {useDialog} from "@bi_pos_multi_session_sync/app/pos_sync_dialog";

const LAST_CHOICE = "bi_pos_multi_session_sync.receivers";

/** Whom this device sent to last; before the first time, the only one there is or that is open. */
function readLastChoice(receivers) {
    const last = JSON.parse(window.localStorage.getItem(LAST_CHOICE) || "[]");
    const usual = receivers.filter(({config_id}) => last.includes(config_id));
    const open = receivers.filter(({is_open}) => is_open);
    const chosen = usual.length ? usual : [receivers, open].find(({length}) => length === 1);
    return (chosen || []).map(({config_id}) => config_id);
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
        useDialog();
    }

    openness({is_open, cashier}) {
        return is_open ? _t("Open, %s", cashier) : _t("Closed");
    }

    waiting(receiver) {
        return _t("Waiting there: %s", receiver.waiting);
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
        try {
            window.localStorage.setItem(LAST_CHOICE, JSON.stringify(ids));
        } catch {
            // The storage is full: the choice is not remembered.
        }
        return {receiver_ids: [...ids], note, copies: copies && ids.length > 1};
    }
}
