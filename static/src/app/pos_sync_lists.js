/** @odoo-module */

import {Mutex} from "@web/core/utils/concurrency";

const USER_ERROR = "odoo.exceptions.UserError";

/**
 * The orders that concern this terminal, as the server told last.
 *
 * `inbox`: waiting for it or being taken by it, oldest first. `sent`: sent by it and not ended.
 */
export class PosSyncLists {
    constructor({pos, api}) {
        Object.assign(this, {pos, api, inbox: [], sent: [], readAt: null});
        /** One reading at a time: an answer that comes late tells nothing of the past. */
        this.mutex = new Mutex();
        /** A reading that was asked for and has not begun serves whoever asks in the meantime. */
        this.asked = null;
    }

    /** What a cashier has to do something about: not what another device is taking. */
    get waiting() {
        return this.inbox.filter(({state}) => state === "sent");
    }

    /** An order is in the cart: the lists need not wait for the server to say so. */
    drop({id}) {
        this.inbox = this.inbox.filter((order) => order.id !== id);
        this.sent = this.sent.filter((order) => order.id !== id);
    }

    /** Whether this terminal sent it: to bring it here is to take it back. */
    isOwn({id}) {
        return this.sent.some((order) => order.id === id);
    }

    get returned() {
        return this.sent.filter(({state}) => state === "returned");
    }

    /**
     * Read both lists again.
     *
     * @returns {Promise<{arrived: Object[], gone: number[], returned: Object[]}>} what is new:
     *  orders that wait and did not before, ids that waited or were back and are not any more,
     *  orders that came back. Nothing is new at the first reading, and what is new is told once.
     */
    async read() {
        const isFirst = !this.asked;
        this.asked ||= this.mutex.exec(() => {
            this.asked = null;
            return this._read();
        });
        const news = await this.asked;
        return isFirst ? news : {arrived: [], gone: [], returned: []};
    }

    async _read() {
        const [inbox, sent] = await Promise.all([
            this._ask("is_sync_receiver", "inbox"),
            this._ask("is_sync_sender", "sent"),
        ]);
        const before = {waiting: this.waiting, returned: this.returned, isFirst: !this.readAt};
        this.inbox = inbox.orders;
        this.sent = sent.orders;
        this.readAt = luxon.DateTime.now();
        return {
            arrived: before.isFirst ? [] : notIn(this.waiting, before.waiting),
            gone: [
                ...notIn(before.waiting, this.waiting),
                ...notIn(before.returned, this.returned),
            ].map(({id}) => id),
            returned: before.isFirst ? [] : notIn(this.returned, before.returned),
        };
    }

    /**
     * What the server refuses is told to the cashier once, and not asked again before a reload:
     * the setting was switched off, or the session closed, while the till was open.
     */
    async _ask(flag, list) {
        if (!this.pos.config[flag]) {
            return {orders: []};
        }
        try {
            return await this.api[list]();
        } catch (error) {
            if (error.exceptionName === USER_ERROR) {
                this.pos.config[flag] = false;
            }
            throw error;
        }
    }

    /** How long an order has waited by now, in seconds; the server's clock is the one that counts. */
    age({age_seconds}) {
        return age_seconds + luxon.DateTime.now().diff(this.readAt, "seconds").seconds;
    }
}

function notIn(orders, others) {
    return orders.filter(({id}) => !others.some((other) => other.id === id));
}
