/** @odoo-module */

import {registry} from "@web/core/registry";
import {ConnectionLostError} from "@web/core/network/rpc_service";
import {Reactive} from "@web/core/utils/reactive";
import {PosSyncAlerts} from "@bi_pos_multi_session_sync/app/pos_sync_alerts";
import {PosSyncApi} from "@bi_pos_multi_session_sync/app/pos_sync_api";
import {PosSyncCarts} from "@bi_pos_multi_session_sync/app/pos_sync_carts";
import {PosSyncOutbox} from "@bi_pos_multi_session_sync/app/pos_sync_outbox";
import {PosSyncReceiver} from "@bi_pos_multi_session_sync/app/pos_sync_receiver";
import {PosSyncSender} from "@bi_pos_multi_session_sync/app/pos_sync_sender";

const NOTIFICATION = "POS_SYNC_ORDER";
const POLL_MS = 30000;

/**
 * What this terminal knows of the hand-offs around it, and what it can do about them.
 *
 * The bus invites, the call tells the truth: whatever a notification says, the lists are read
 * from the server again; so they are at start, after an outage, and now and then without the bus.
 */
export class PosSync extends Reactive {
    static serviceDependencies = ["pos", "bus_service", "notification", "sound"];

    constructor(env, {pos, bus_service, notification, sound}) {
        super();
        this.pos = pos;
        /** Orders that wait for this terminal, oldest first. */
        this.inbox = [];
        /** When the lists were read last, and whether the server could not be reached since. */
        this.readAt = null;
        this.isStale = false;
        this.isLive = false;

        this.alerts = new PosSyncAlerts({pos, notification, sound});
        this.api = new PosSyncApi(pos);
        this.carts = new PosSyncCarts(pos);
        this.outbox = new PosSyncOutbox(pos.config.uuid, ({method, args}) =>
            this.api[method](...args)
        );
        this.sender = new PosSyncSender(this);
        this.receiver = new PosSyncReceiver(this);
        pos.sync = this;

        bus_service.subscribe(NOTIFICATION, (invitation) => this.onInvitation(invitation));
        bus_service.addEventListener("connect", () => this.onConnected());
        bus_service.addEventListener("reconnect", () => this.onConnected());
        bus_service.addEventListener("disconnect", () => (this.isLive = false));
        window.setInterval(() => this.isLive || this.catchUp(), POLL_MS);
        this.sender.dropCartsInOutbox();
        this.catchUp();
    }

    get waiting() {
        return this.inbox.filter(({state}) => state === "sent");
    }

    // -- Being told --------------------------------------------------------------------------

    onConnected() {
        this.isLive = true;
        this.catchUp();
    }

    /** Every tab of this browser hears what is meant for one of its terminals. */
    async onInvitation({sync_id, config_id}) {
        if (config_id !== this.pos.config.id) {
            return;
        }
        this.isLive = true;
        const isHere = this.carts.received.some(({sync_origin}) => sync_origin?.id === sync_id);
        await (isHere ? this.catchUp() : this.refresh());
    }

    /** After an outage: tell what was left to tell, drop what is not ours, read the lists. */
    async catchUp() {
        await this._online(async () => {
            await this.outbox.flush(this._settle.bind(this));
            await this._checkCarts();
        });
        await this.refresh();
    }

    async refresh() {
        if (!this.pos.config.is_sync_receiver) {
            return;
        }
        await this._online(async () => {
            const {orders} = await this.api.inbox();
            this._announce(orders);
            this.inbox = orders;
            this.readAt = luxon.DateTime.now();
        });
    }

    async _online(read) {
        try {
            await read();
            this.isStale = false;
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.isStale = true;
        }
    }

    _announce(orders) {
        const known = this.inbox.map(({id}) => id);
        const waiting = orders.filter(({state}) => state === "sent");
        if (this.readAt) {
            const arrived = waiting.filter(({id}) => !known.includes(id));
            this.alerts.arrived(arrived, () => this.openInbox());
        }
        this.alerts.dismiss(known.filter((id) => !waiting.some((order) => order.id === id)));
    }

    _settle(entry, answer, error) {
        if (entry.method === "send" && (error || answer.status === "refused")) {
            this.sender.restore(entry);
            this.alerts.notSent(error ? error.data?.message : answer.message);
        }
    }

    async _checkCarts() {
        for (const name of await this.receiver.checkCarts()) {
            this.alerts.left(name);
        }
    }

    // -- Gestures ----------------------------------------------------------------------------

    openInbox() {
        this.alerts.dismiss();
        this.pos.showScreen("SyncInboxScreen");
    }

    async send(order, choice) {
        return this.sender.send(order, choice);
    }

    async deliver(summary) {
        await this.outbox.flush(this._settle.bind(this));
        try {
            return await this.receiver.deliver(summary);
        } finally {
            await this.refresh();
        }
    }

    /**
     * Whether a received cart may be paid here. Without a connection it may: a sale is a fact, and
     * the log tells what happened.
     */
    async mayPay(order) {
        await this._online(() => this._checkCarts());
        return this.carts.received.some(({uid}) => uid === order.uid);
    }

    /** A received cart that is thrown away goes back to its sender. */
    giveBack(order, reason) {
        const {id} = order.sync_origin || {};
        if (!id) {
            return;
        }
        const key = `give_back/${order.sync_uuid}`;
        this.outbox.post({key, method: "giveBack", args: [id, reason]}).catch((error) => {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.isStale = true;
        });
    }
}

export const posSyncService = {
    dependencies: PosSync.serviceDependencies,
    start(env, services) {
        const {is_sync_sender, is_sync_receiver} = services.pos.config || {};
        // Disabled means inert: no call, no subscription, and `pos.sync` does not exist.
        return is_sync_sender || is_sync_receiver ? new PosSync(env, services) : null;
    },
};

registry.category("services").add("pos_sync", posSyncService);
