/** @odoo-module */

import {ConnectionLostError} from "@web/core/network/rpc_service";
import {uuidv4} from "@point_of_sale/utils";

const TOKEN_KEY = "bi_pos_multi_session_sync.token";

/**
 * The one door to the server: each method is one call of `pos.sync.order`, and says nothing
 * that the call does not say. Every call may be repeated.
 */
export class PosSyncApi {
    constructor(pos) {
        this.pos = pos;
    }

    /** Names this device. A session may be open on two, and an order is in one cart only. */
    get token() {
        const storage = window.localStorage;
        if (!storage.getItem(TOKEN_KEY)) {
            storage.setItem(TOKEN_KEY, uuidv4());
        }
        return storage.getItem(TOKEN_KEY);
    }

    receivers() {
        return this._call("get_receivers_for_ui");
    }
    send(vals) {
        return this._call("send_from_ui", vals);
    }
    inbox() {
        return this._call("get_inbox_for_ui");
    }
    sent() {
        return this._call("get_sent_for_ui");
    }
    lines(syncId) {
        return this._call("get_lines_for_ui", syncId);
    }
    records(syncId, missing) {
        return this._call("get_records_for_ui", syncId, missing);
    }
    claim(syncId) {
        return this._call("claim_from_ui", syncId, this.token);
    }
    recall(syncId) {
        return this._call("recall_from_ui", syncId, this.token);
    }
    confirm(syncId, posReference) {
        return this._call("confirm_from_ui", syncId, this.token, posReference);
    }
    release(syncId, reason) {
        return this._call("release_from_ui", syncId, this.token, reason);
    }
    giveBack(syncId, reason) {
        return this._call("give_back_from_ui", syncId, this.token, reason);
    }
    decline(syncId, reason) {
        return this._call("decline_from_ui", syncId, reason);
    }
    resend(syncId, receiverIds) {
        return this._call("resend_from_ui", syncId, receiverIds);
    }
    checkCarts(uuids) {
        return this._call("check_carts_from_ui", this.token, uuids);
    }

    /** @throws ConnectionLostError nobody knows whether the call was carried out */
    async _call(method, ...args) {
        try {
            // The store's orm: that of a component never answers once the component is gone.
            return await this.pos.orm.silent.call("pos.sync.order", method, [
                this.pos.pos_session.id,
                ...args,
            ]);
        } catch (error) {
            // The database was gone in the middle of it, and may have kept what was done.
            throw error.exceptionName?.startsWith("psycopg2.")
                ? new ConnectionLostError(method)
                : error;
        }
    }
}
