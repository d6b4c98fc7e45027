/** @odoo-module */

import {registry} from "@web/core/registry";
import {ConnectionLostError} from "@web/core/network/rpc_service";
import {Reactive} from "@web/core/utils/reactive";
import {PosSyncAlerts} from "@bi_pos_multi_session_sync/app/pos_sync_alerts";
import {PosSyncApi} from "@bi_pos_multi_session_sync/app/pos_sync_api";
import {PosSyncCarts} from "@bi_pos_multi_session_sync/app/pos_sync_carts";
import {PosSyncLists} from "@bi_pos_multi_session_sync/app/pos_sync_lists";
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
        /** Whether the server could not be reached when it was asked last. */
        this.isStale = false;
        /** Whether the websocket is known to be up. */
        this.isLive = false;

        this.api = new PosSyncApi(pos);
        this.lists = new PosSyncLists(this);
        this.carts = new PosSyncCarts(pos);
        this.outbox = new PosSyncOutbox(pos.config.uuid, ({method, args}) =>
            this.api[method](...args)
        );
        this.sender = new PosSyncSender(this);
        this.receiver = new PosSyncReceiver(this);
        this.alerts = new PosSyncAlerts(
            {pos, notification, sound},
            {openInbox: () => this.openInbox(), openSent: () => this.openSent()}
        );
        pos.sync = this;
        this._listen(bus_service);
        this.sender.dropCartsInOutbox();
        this.catchUp();
    }

    // -- Being told --------------------------------------------------------------------------

    _listen(bus) {
        bus.subscribe(NOTIFICATION, (invitation) => this.onInvitation(invitation));
        bus.addEventListener("connect", () => this.onConnected());
        bus.addEventListener("reconnect", () => this.onConnected());
        bus.addEventListener("disconnect", () => (this.isLive = false));
        window.setInterval(() => this.isLive || this.catchUp(), POLL_MS);
    }

    onConnected() {
        this.isLive = true;
        this.catchUp();
    }

    /** Every tab of this browser hears what is meant for one of its terminals. */
    async onInvitation({sync_id, config_id, event}) {
        if (config_id !== this.pos.config.id) {
            return;
        }
        this.isLive = true;
        const mine = this.lists.sent.find(({id}) => id === sync_id);
        if (mine && event === "done") {
            this.alerts.paid(mine);
        }
        const isHere = this.carts.received.some(({sync_origin}) => sync_origin?.id === sync_id);
        await (isHere ? this.catchUp() : this.refresh());
    }

    /** After an outage: tell what was left to tell, drop what is not ours, read the lists. */
    async catchUp() {
        await this._online(async () => {
            await this._flush();
            await this._checkCarts();
        });
        await this.refresh();
    }

    async refresh() {
        await this._online(async () => {
            const {arrived, gone, returned} = await this.lists.read();
            this.alerts.dismiss(gone);
            this.alerts.arrived(arrived);
            this.alerts.returned(returned);
        });
    }

    async _online(ask) {
        try {
            await ask();
            this.isStale = false;
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.isStale = true;
        }
    }

    _flush() {
        return this.outbox.flush((entry, answer, error) => {
            if (entry.method === "send" && (error || answer.status === "refused")) {
                this.sender.restore(entry);
                this.alerts.notSent(error ? error.data?.message : answer.message);
            }
        });
    }

    async _checkCarts() {
        for (const name of await this.receiver.checkCarts()) {
            this.alerts.left(name);
        }
    }

    // -- Gestures ----------------------------------------------------------------------------

    openInbox() {
        this.alerts.dismiss();
        this.pos.showScreen("SyncScreen", {tab: "inbox"});
    }

    openSent() {
        this.alerts.dismiss();
        this.pos.showScreen("SyncScreen", {tab: "sent"});
    }

    /** See {@link PosSyncSender.send}. */
    async send(order, choice) {
        const answer = await this.sender.send(order, choice);
        this.isStale = answer.status === "pending";
        this.refresh();
        return answer;
    }

    /** See {@link PosSyncReceiver.deliver}. What was left to tell is told first. */
    async deliver(summary, how, table) {
        await this._flush();
        try {
            return await this.receiver.deliver(summary, how, table);
        } finally {
            this.refresh();
        }
    }

    async decline({id}, reason) {
        await this.api.decline(id, reason);
        await this.refresh();
    }

    async resend({id}, receiverIds) {
        await this.api.resend(id, receiverIds);
        await this.refresh();
    }

    /** Send a received cart back to where it came from. */
    giveBack(order, reason) {
        const {id} = order.sync_origin || {};
        const key = `give_back/${order.sync_uuid}`;
        this._online(() => this.outbox.post({key, method: "giveBack", args: [id, reason]}));
        this.carts.letGo(order);
    }

    /**
     * Whether a received cart may be paid here. Without a connection it may: a sale is a fact, and
     * the log tells what happened.
     */
    async mayPay(order) {
        await this._online(() => this._checkCarts());
        return this.carts.received.some(({uid}) => uid === order.uid);
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
