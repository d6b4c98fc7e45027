/** @odoo-module */

import {ErrorPopup} from "@point_of_sale/app/errors/popups/error_popup";
import {ConnectionLostError} from "@web/core/network/rpc_service";
import {_t} from "@web/core/l10n/translation";
import {SyncReasonPopup} from "@bi_pos_multi_session_sync/app/reason_popup/reason_popup";
import {SyncSendPopup} from "@bi_pos_multi_session_sync/app/send_popup/send_popup";
import {SyncSlip} from "@bi_pos_multi_session_sync/app/slip/slip";
import {merge} from "@bi_pos_multi_session_sync/app/pos_sync_merge";
import {chooseTable} from "@bi_pos_multi_session_sync/app/pos_sync_tables";
import {whyNotSend} from "@bi_pos_multi_session_sync/app/pos_sync_sender";

/*
 * What a cashier does, from the touch to the news of what came of it. Functions on the store, not
 * methods of components: on a phone a button is gone before its order has been sent.
 */

export async function sendCurrentOrder(pos) {
    const order = pos.get_order();
    const obstacle = whyNotSend(order);
    if (obstacle) {
        return explain(pos, _t("Not sent"), obstacle);
    }
    const {receivers, choice} = await chooseWhereTo(pos, _t("Send Order"));
    if (!choice) {
        return;
    }
    const answer = await pos.sync.send(order, choice);
    if (answer.status === "refused") {
        return explain(pos, _t("Not sent"), answer.message);
    }
    const names = nameReceivers(receivers, choice);
    pos.env.services.pos_notification.add(
        answer.status === "sent"
            ? _t("Sent to %s", names)
            : _t("No connection: the order goes to %s as soon as there is one.", names),
        4000
    );
}

export async function resendOrder(pos, order) {
    const {choice} = await chooseWhereTo(pos, _t("Send to Others"), true);
    if (choice) {
        await pos.sync.resend(order, choice.receiver_ids);
    }
}

export function deliverOrder(pos, order) {
    return bringHere(pos, order, "claim");
}

/** Deliver, and put the lines into the cart that is open instead of beside it. */
export async function mergeOrder(pos, order) {
    const target = pos.get_order();
    const received = await bringHere(pos, order, "claim");
    if (received && !merge(pos.sync, received, target)) {
        explain(
            pos,
            _t("Delivered, not added"),
            _t(
                "The open cart cannot take the order: it holds another one, or customer, price list, fiscal position, promotions, invoice or delivery differ. It has its own cart."
            )
        );
    }
}

/** The order of a slip that was scanned. */
export async function deliverScanned(pos, syncId) {
    await pos.sync.refresh();
    const order = pos.sync.lists.inbox.find(({id}) => id === syncId);
    if (order) {
        return bringHere(pos, order, "claim");
    }
    explain(pos, _t("Not delivered"), _t("The order of this slip is not waiting here."));
}

export async function printSlip(pos, order) {
    await pos.env.services.printer.print(
        SyncSlip,
        {order, company: pos.company.name, formatCurrency: pos.env.utils.formatCurrency},
        {webPrintFallback: true}
    );
}

export function takeBackOrder(pos, order) {
    return bringHere(pos, order, "recall");
}

export async function declineOrder(pos, order) {
    const reason = await askReason(pos, _t("Why do you decline %s?", order.name));
    if (reason) {
        await pos.sync.decline(order, reason);
    }
}

export async function giveBackOrder(pos, order) {
    const reason = await askReason(pos, _t("Why do you give %s back?", order.sync_origin.name));
    // While he was asked, a manager may have taken the order away.
    if (reason && order.sync_uuid) {
        pos.sync.giveBack(order, reason);
    }
}

async function bringHere(pos, order, how) {
    const table = await chooseTable(pos);
    if (table === undefined) {
        return;
    }
    try {
        const {order: cart, problem} = await pos.sync.deliver(order, how, table);
        if (problem) {
            explain(pos, _t("Not delivered"), problem);
        }
        return cart;
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
        explain(pos, _t("No connection"), _t("Try again: nothing is lost, nothing comes twice."));
    }
}

let isChoosing = false;

/** A slow line makes cashiers touch twice: while they choose, another touch is none. */
async function chooseWhereTo(pos, title, isResend = false) {
    if (isChoosing) {
        return {};
    }
    isChoosing = true;
    try {
        const receivers = await getReceivers(pos);
        const choice = receivers && (await chooseReceivers(pos, receivers, title, isResend));
        return {receivers, choice};
    } finally {
        isChoosing = false;
    }
}

async function getReceivers(pos) {
    try {
        const {receivers} = await pos.sync.api.receivers();
        pos.sync.receivers = receivers;
    } catch (error) {
        if (!(error instanceof ConnectionLostError)) {
            throw error;
        }
    }
    if (pos.sync.receivers.length) {
        return pos.sync.receivers;
    }
    explain(
        pos,
        _t("Not sent"),
        _t("No receiver is known. A manager can switch on “Is Receiver” at another point of sale.")
    );
}

async function chooseReceivers(pos, receivers, title, isResend = false) {
    const {confirmed, payload} =
        (await pos.popup.add(SyncSendPopup, {receivers, title, isResend})) || {};
    return confirmed && payload;
}

async function askReason(pos, title) {
    const {confirmed, payload} = (await pos.popup.add(SyncReasonPopup, {title})) || {};
    return confirmed && payload;
}

function nameReceivers(receivers, {receiver_ids}) {
    const chosen = receivers.filter(({config_id}) => receiver_ids.includes(config_id));
    return chosen.map(({name}) => name).join(", ");
}

function explain(pos, title, body) {
    pos.popup.add(ErrorPopup, {title, body});
}
