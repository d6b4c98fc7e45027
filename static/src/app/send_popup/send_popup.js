/** @odoo-module */

import {useState} from "@odoo/owl";
import {AbstractAwaitablePopup} from "@point_of_sale/app/popup/abstract_awaitable_popup";
import {ErrorPopup} from "@point_of_sale/app/errors/popups/error_popup";
import {useService} from "@web/core/utils/hooks";
import {_t} from "@web/core/l10n/translation";
import {whyNotSend} from "@bi_pos_multi_session_sync/app/pos_sync_sender";

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

/** The gesture behind the Send Order button, from the cart to the news that it was sent. */
export async function sendCurrentOrder(pos) {
    const order = pos.get_order();
    const obstacle = whyNotSend(order);
    const refuse = (body) => pos.popup.add(ErrorPopup, {title: _t("Not sent"), body});
    if (obstacle) {
        return refuse(obstacle);
    }
    const {receivers} = await pos.sync.api.receivers();
    if (!receivers.length) {
        return refuse(
            _t("No point of sale receives orders. A manager can switch on “Is Receiver”.")
        );
    }
    const {confirmed, payload} = (await pos.popup.add(SyncSendPopup, {receivers})) || {};
    if (!confirmed) {
        return;
    }
    const answer = await pos.sync.send(order, payload);
    if (answer.status === "refused") {
        return refuse(answer.message);
    }
    const names = receivers
        .filter(({config_id}) => payload.receiver_ids.includes(config_id))
        .map(({name}) => name)
        .join(", ");
    pos.env.services.pos_notification.add(
        answer.status === "sent"
            ? _t("Sent to %s", names)
            : _t("No connection: the order goes to %s as soon as there is one.", names),
        4000
    );
}
