/** @odoo-module */

import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc_service";
import {uuidv4} from "@point_of_sale/utils";
import {hasTables} from "@bi_pos_multi_session_sync/app/pos_sync_tables";

const PAID_STATES = ["paid", "done", "invoiced"];
const SAVE_POLL_MS = 50;
const SAVE_POLLS = 100;

/**
 * Why a cart cannot be sent, in a sentence for the cashier, or nothing. The server decides again.
 */
export function whyNotSend(order) {
    if (!order || order.is_empty()) {
        return _t("The order is empty.");
    }
    if (order.locked || order.finalized || PAID_STATES.includes(order.state)) {
        return _t("The order is paid already.");
    }
    if (order.get_paymentlines().length) {
        return _t("The order has payments. Remove them before you send it.");
    }
    if (order.get_orderlines().some((line) => line.refunded_orderline_id)) {
        return _t("Refunds are settled where they were started and cannot be sent.");
    }
}

function isSent(answer) {
    return answer?.status === "sent" || answer?.reason === "sent_elsewhere";
}

/** The sender's half of a hand-off: from the cart through the outbox to the server. */
export class PosSyncSender {
    constructor({pos, carts, outbox}) {
        Object.assign(this, {pos, carts, outbox});
    }

    /**
     * Hand a cart over. Once it is in the outbox it is no cart any more, so that nobody pays it,
     * adds to it or sends it again while the server takes its time. Refused, it comes back.
     *
     * @param {Object} order the cart
     * @param {{receiver_ids: number[], note: string, copies: boolean}} choice
     * @returns {Promise<Object>} the answer of `send_from_ui`, or `{status: "pending"}` while the
     *  server cannot be reached; where the outbox cannot keep it, it is refused and stays a cart
     */
    async send(order, choice) {
        await this._flushDraft(order);
        const obstacle = this.carts.has(order) ? whyNotSend(order) : _t("The order left the cart.");
        if (obstacle) {
            return {status: "refused", reason: "changed", message: obstacle};
        }
        const vals = {
            ...choice,
            uuid: uuidv4(),
            order: order.export_as_JSON(),
            parent_id: order.sync_origin?.id || false,
        };
        const entry = {key: vals.uuid, method: "send", args: [vals]};
        if (!this.outbox.keep(entry)) {
            const message = _t(
                "This browser's storage is full, so that the order could be lost. It stays in the cart."
            );
            return {status: "refused", reason: "storage_full", message};
        }
        this.carts.remove(order);
        try {
            return await this.outbox.post(entry, (_entry, answer) =>
                this.settle(entry, answer, order)
            );
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            return {status: "pending"};
        }
    }

    /**
     * Do what follows from the server's answer: sent, no cart is left of the order, also none that
     * Odoo read from the server meanwhile; refused, it is a cart again.
     *
     * @param {Object} entry of the outbox
     * @param {Object|null} answer none where the call failed
     * @param {Object} [order] the cart that was sent, in the tab that has it still
     * @returns {boolean} whether it is sent, be it by another device that showed the cart
     */
    settle({args: [{order: json}]}, answer, order) {
        const cart = this.pos.orders.find(({uid}) => uid === json.uid);
        const isGone = isSent(answer);
        if (isGone && cart) {
            this.carts.remove(cart);
        } else if (!isGone && !cart) {
            this._bringBack(json, order);
        }
        return isGone;
    }

    /** To where the cashier was when he sent it, unless he has begun something else. */
    _bringBack(json, order) {
        if (!order) {
            this.carts.restore(json);
            return;
        }
        this.carts.putBack(order);
        const table = hasTables(this.pos) ? this.pos.tables_by_id[order.tableId] : null;
        if (!this.pos.table && (this.pos.get_order()?.is_empty() ?? true)) {
            this.carts.open(order, table);
        }
    }

    /** A save of this cart that is under way would leave a draft behind on the server. */
    async _flushDraft(order) {
        if (this.pos.isOpenOrderShareable()) {
            await this.pos.sendDraftToServer();
        }
        for (let i = 0; i < SAVE_POLLS && this.pos.syncingOrders.has(order.uid); i++) {
            await new Promise((resolve) => setTimeout(resolve, SAVE_POLL_MS));
        }
    }

    /** A tab that died while it sent: what is in the outbox is not in a cart. */
    dropCartsInOutbox() {
        const sending = this.outbox.entries.map(({args}) => args[0]?.order?.uid);
        for (const order of this.pos.orders.filter(({uid}) => sending.includes(uid))) {
            this.carts.remove(order);
        }
    }
}
