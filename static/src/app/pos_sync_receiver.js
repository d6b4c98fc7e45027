/** @odoo-module */

import {_t} from "@web/core/l10n/translation";
import {Mutex} from "@web/core/utils/concurrency";
import {bringIn} from "@bi_pos_multi_session_sync/app/pos_sync_arrival";
import {hasTables} from "@bi_pos_multi_session_sync/app/pos_sync_tables";

/** The receiver's half of a hand-off: claim, load, compare, confirm. */
export class PosSyncReceiver {
    constructor({pos, api, carts}) {
        Object.assign(this, {pos, api, carts});
        /** Identities of the orders that are being brought in: they confirm themselves. */
        this.arriving = new Set();
        /** Which delivery brought an order in last: an answer from before it is out of date. */
        this.deliveries = {count: 0, of: {}};
        /** A cart that is being compared with what was sent is not confirmed by anybody else. */
        this.mutex = new Mutex();
    }

    /**
     * Bring a waiting order into a cart of this terminal.
     *
     * @param {Object} summary of the order, from one of the lists
     * @param {"claim"|"recall"} how as the receiver, or as the sender who takes it back
     * @param {Object|null} table of a restaurant, for which the order is
     * @returns {Promise<{order?: Object, problem?: string}>} the cart, or why there is none
     */
    async deliver(summary, how, table = null) {
        return this._arrive(summary, () => this._deliver(summary, how, table));
    }

    /** One at a time; of an order that is on its way in, nobody asks whether it is still here. */
    _arrive({uuid}, bring) {
        return this.mutex.exec(async () => {
            this.arriving.add(uuid);
            this.deliveries.of[uuid] = ++this.deliveries.count;
            try {
                return await bring();
            } finally {
                this.arriving.delete(uuid);
            }
        });
    }

    async _deliver(summary, how, table) {
        const answer = await this.api[how](summary.id);
        if (answer.status !== "claimed") {
            return {problem: this._explain(summary, answer)};
        }
        const {order, problem} = await this._bringIn(summary, {...answer, how}, table);
        if (order) {
            await this.carts.open(order, table);
            if (!(await this.confirm(order, summary.id))) {
                return {problem: this._explain(summary, {status: "gone"})};
            }
        }
        return {order, problem};
    }

    /** @returns {Promise<{order?: Object, problem?: string}>} with a problem, it waits again */
    async _bringIn(summary, {order: payload, uuid, how}, table) {
        const cart = this.carts.find(uuid);
        if (cart) {
            return {order: cart};
        }
        const isOwn = how === "recall";
        const loaded = await bringIn(this, summary, {payload, uuid, table, isOwn});
        if (loaded.problem) {
            await this.api.release(summary.id, loaded.problem);
        }
        return loaded;
    }

    /**
     * Tell the server that the order is in a cart here; a recalled one is an ordinary cart then.
     *
     * @returns {Promise<boolean>} false where it was somebody else's already, and has left
     */
    async confirm(order, syncId) {
        const {status} = await this.api.confirm(syncId, order.name);
        if (status === "recalled") {
            // What it needs and this terminal does not load is still to be had after a reload.
            Object.assign(order, {sync_uuid: false, sync_origin: false, sync_loaded_from: syncId});
            order.save_to_db();
        } else if (status === "gone" && !isCharged(order)) {
            this.carts.letGo(order);
            return false;
        }
        return true;
    }

    /**
     * Ask about the received carts: what is ours and unconfirmed is confirmed, what is not ours
     * leaves. What a card was charged for stays, whoever has the order: its sale will tell.
     *
     * @returns {Promise<string[]>} names of the orders that left
     */
    async checkCarts() {
        const asked = this.carts.received
            .map((cart) => ({cart, uuid: cart.sync_uuid}))
            .filter(({cart, uuid}) => !this.arriving.has(uuid) && !isCharged(cart));
        if (!asked.length) {
            return [];
        }
        const {count} = this.deliveries;
        const {orders} = await this.api.checkCarts(asked.map(({uuid}) => uuid));
        // What was brought in, sold or let go of while the server answered is settled already.
        const open = asked.filter(
            ({cart, uuid}) =>
                this.carts.find(uuid)?.uid === cart.uid && !(this.deliveries.of[uuid] > count)
        );
        const left = [];
        for (const {cart, uuid} of open) {
            const name = cart.sync_origin?.name || cart.name;
            if (!(await this._keep(cart, orders[uuid] || {}))) {
                left.push(name);
            }
        }
        return left;
    }

    /** @returns {Promise<boolean>} whether the cart stays, by what the server answered about it */
    async _keep(cart, answer) {
        // The card may have been charged while the server answered.
        if (isCharged(cart)) {
            return true;
        }
        if (!this._isHere(cart, answer)) {
            this.carts.letGo(cart);
            return false;
        }
        return answer.state === "delivered" || this.confirm(cart, answer.id);
    }

    /** A cart that Odoo shares between terminals, as a draft on the server, is nobody's alone. */
    _isHere({server_id}, {mine, state, holder}) {
        const {id, trusted_config_ids} = this.pos.config;
        const isShared = server_id && [id, ...trusted_config_ids].includes(holder);
        return mine || Boolean(isShared && state === "delivered");
    }

    /**
     * Bring in what this device claimed and has in no cart: a tab died in between.
     *
     * @param {{inbox: Object[], sent: Object[]}} lists
     */
    async resume({inbox, sent}) {
        const own = sent.filter(isBeingTakenBack);
        const others = inbox.filter(({state}) => state === "claimed");
        for (const summary of [...own, ...others]) {
            if (!this.carts.find(summary.uuid)) {
                const how = own.includes(summary) ? "recall" : "claim";
                await this._arrive(summary, () => this._resume(summary, how));
            }
        }
    }

    async _resume(summary, how) {
        const answer = await this.api[how](summary.id);
        // Else it was claimed by another device of this terminal: that one has it.
        if (answer.status !== "claimed") {
            return;
        }
        if (hasTables(this.pos)) {
            await this.api.release(summary.id, _t("Its table was not chosen."));
            return;
        }
        const {order} = await this._bringIn(summary, {...answer, how}, null);
        if (order) {
            await this.confirm(order, summary.id);
        }
    }

    _explain({name}, {status, by}) {
        return status === "taken"
            ? _t("%s is at %s now.", name, by)
            : _t("%s is not waiting any more.", name);
    }
}

/** Of the orders that this terminal sent: those that one of its devices is taking back. */
export function isBeingTakenBack({state, sender, holder}) {
    return state === "claimed" && sender === holder;
}

/** Of the states of a payment by card: those in which no money moves. */
const UNCHARGED = ["pending", "retry", "reversed"];

/** Whether a card was charged for this cart, or is just being charged: a payment is a fact. */
export function isCharged(order) {
    return order
        .get_paymentlines()
        .some(({payment_status}) => payment_status && !UNCHARGED.includes(payment_status));
}
