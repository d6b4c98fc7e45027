/** @odoo-module */

import {registry} from "@web/core/registry";
import {Reactive} from "@web/core/utils/reactive";
import {PosSyncAlerts} from "@bi_pos_multi_session_sync/app/pos_sync_alerts";
import {PosSyncApi} from "@bi_pos_multi_session_sync/app/pos_sync_api";
import {PosSyncCarts} from "@bi_pos_multi_session_sync/app/pos_sync_carts";
import {PosSyncLink} from "@bi_pos_multi_session_sync/app/pos_sync_link";
import {PosSyncLists} from "@bi_pos_multi_session_sync/app/pos_sync_lists";
import {PosSyncOutbox} from "@bi_pos_multi_session_sync/app/pos_sync_outbox";
import {PosSyncReceiver, isCharged} from "@bi_pos_multi_session_sync/app/pos_sync_receiver";
import {PosSyncSender} from "@bi_pos_multi_session_sync/app/pos_sync_sender";
import {hasTables} from "@bi_pos_multi_session_sync/app/pos_sync_tables";

const SCREEN = "SyncScreen";
/** Events after which an order may not be in its holder's cart any more. */
const TAKES_AWAY = ["sent", "returned", "cancelled", "forwarded", "done"];
const screens = registry.category("pos_screens");

/**
 * What this terminal knows of the hand-offs around it, and what it can do about them.
 *
 * The bus invites, the call tells the truth: whatever a notification says, the lists are read
 * from the server again; so they are at start, after an outage, and now and then.
 */
export class PosSync extends Reactive {
    static serviceDependencies = ["pos", "bus_service", "notification", "sound"];

    constructor(env, {pos, bus_service, notification, sound}) {
        super();
        this.pos = pos;
        /** Whom this terminal may send to, as the server told last. */
        this.receivers = [];

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
            {
                openInbox: () => this.openInbox(),
                openSent: () => this.openSent(),
                areOpen: () => pos.mainScreen?.component === screens.get(SCREEN),
            }
        );
        pos.sync = this;
        this.link = new PosSyncLink(bus_service, {
            onInvitation: (invitation) => this.onInvitation(invitation),
            catchUp: () => this.catchUp(),
            isOwing: () => this.outbox.entries.length > 0,
        });
        this.sender.dropCartsInOutbox();
        this._start();
    }

    async _start() {
        await this.catchUp();
        await this.link.online(async () => {
            if (this.pos.config.is_sync_sender) {
                this.receivers = (await this.api.receivers()).receivers;
            }
            // Where there are tables, the cashier says which one, from the list.
            if (!hasTables(this.pos)) {
                await this.receiver.resume(this.lists);
            }
        });
    }

    get isStale() {
        return this.link.isStale;
    }

    // -- Being told --------------------------------------------------------------------------

    /** Every tab of this browser hears what is meant for one of its terminals. */
    async onInvitation({sync_id, config_id, event}) {
        if (config_id !== this.pos.config.id) {
            return;
        }
        const mine = this.lists.sent.find(({id}) => id === sync_id);
        if (mine && event === "done") {
            this.alerts.paid(mine);
        }
        const isHere = this.carts.received.some(({sync_origin}) => sync_origin?.id === sync_id);
        await (isHere && TAKES_AWAY.includes(event) ? this.catchUp() : this.refresh());
    }

    /** After an outage: tell what was left to tell, drop what is not ours, read the lists. */
    async catchUp() {
        await this.link.online(() => this._flush());
        await Promise.all([this.refresh(), this.link.online(() => this._checkCarts())]);
    }

    async refresh() {
        await this.link.online(async () => {
            const {arrived, gone, returned} = await this.lists.read();
            this.alerts.dismiss(gone);
            this.alerts.arrived(arrived);
            this.alerts.returned(returned);
        });
    }

    _flush() {
        return this.outbox.flush((entry, answer, error) => {
            if (entry.method === "send" && !this.sender.settle(entry, answer)) {
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
        this.pos.showScreen(SCREEN, {tab: "inbox"});
    }

    openSent() {
        this.alerts.dismiss();
        this.pos.showScreen(SCREEN, {tab: "sent"});
    }

    /** See {@link PosSyncSender.send}. */
    async send(order, choice) {
        const answer = await this.sender.send(order, choice);
        this.link.isStale = answer.status === "pending";
        this.refresh();
        return answer;
    }

    /** See {@link PosSyncReceiver.deliver}. What was left to tell is told first. */
    async deliver(summary, how, table) {
        await this._flush();
        how = this.lists.isOwn(summary) ? "recall" : how;
        try {
            const result = await this.receiver.deliver(summary, how, table);
            if (result.order) {
                this.lists.drop(summary);
            }
            return result;
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

    /** Send a received cart back to where it came from; what cannot be kept is told first. */
    async giveBack(order, reason) {
        const {id} = order.sync_origin || {};
        const entry = {key: `give_back/${order.sync_uuid}`, method: "giveBack", args: [id, reason]};
        if (this.outbox.keep(entry)) {
            this.carts.letGo(order);
            return this.link.online(() => this.outbox.post(entry));
        }
        return this.link.online(() =>
            this.api.giveBack(id, reason).then(() => this.carts.letGo(order))
        );
    }

    /**
     * Whether a received cart may be paid here. Without a connection it may, and so may one that a
     * card was charged for: a sale is a fact, and the log tells what happened.
     */
    async mayPay(order) {
        await (isCharged(order) || this.link.online(() => this._checkCarts()));
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
