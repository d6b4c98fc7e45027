/** @odoo-module */

import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc_service";
import { Reactive } from "@web/core/utils/reactive";
import { PosSyncApi } from "@bi_pos_multi_session_sync/app/pos_sync_api";
import { PosSyncCarts } from "@bi_pos_multi_session_sync/app/pos_sync_carts";
import { PosSyncOutbox } from "@bi_pos_multi_session_sync/app/pos_sync_outbox";
import { PosSyncReceiver } from "@bi_pos_multi_session_sync/app/pos_sync_receiver";
import { PosSyncSender } from "@bi_pos_multi_session_sync/app/pos_sync_sender";

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

    constructor(env, { pos, bus_service, notification, sound }) {
        super();
        Object.assign(this, { pos, notification, sound });
        /** Orders that wait for this terminal, oldest first. */
        this.inbox = [];
        /** When the lists were read last, and whether the server could not be reached since. */
        this.readAt = null;
        this.isStale = false;
        this.isLive = false;

        this.api = new PosSyncApi(pos);
        this.carts = new PosSyncCarts(pos);
        this.outbox = new PosSyncOutbox(pos.config.uuid, ({ method, args }) =>
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
        return this.inbox.filter(({ state }) => state === "sent");
    }

    // -- Being told --------------------------------------------------------------------------

    onConnected() {
        this.isLive = true;
        this.catchUp();
    }

    /** Every tab of this browser hears what is meant for one of its terminals. */
    async onInvitation({ sync_id, config_id }) {
        if (config_id !== this.pos.config.id) {
            return;
        }
        this.isLive = true;
        const isHere = this.carts.received.some(({ sync_origin }) => sync_origin?.id === sync_id);
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
            const { orders } = await this.api.inbox();
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
        const known = this.readAt && this.inbox.map(({ id }) => id);
        const arrived = orders.filter(
            ({ id, state }) => known && state === "sent" && !known.includes(id)
        );
        for (const { sender, cashier, amount_total } of arrived) {
            const amount = this.pos.env.utils.formatCurrency(amount_total);
            this.notification.add(_t("%s of %s sent an order: %s", cashier, sender, amount), {
                type: "info",
                buttons: [{ name: _t("Open"), onClick: () => this.openInbox(), primary: true }],
            });
        }
        if (arrived.length && this.pos.config.sync_sound) {
            this.sound.play("bell");
        }
    }

    _settle(entry, answer, error) {
        const refusal = error ? error.data?.message : answer.message;
        if (entry.method === "send" && (error || answer.status === "refused")) {
            this.sender.restore(entry);
            this.notification.add(_t("An order could not be sent and is back: %s", refusal), {
                type: "danger",
                sticky: true,
            });
        }
    }

    /** Carts of received orders that are somebody else's by now leave; ours are confirmed. */
    async _checkCarts() {
        const carts = this.carts.received;
        if (!carts.length) {
            return;
        }
        const { orders } = await this.api.checkCarts(carts.map(({ sync_uuid }) => sync_uuid));
        for (const cart of carts) {
            const { id, state, mine } = orders[cart.sync_uuid] || {};
            if (mine && state !== "delivered") {
                await this.receiver.confirm(cart, id);
            } else if (!mine) {
                this.carts.remove(cart);
                this.notification.add(
                    _t("%s is not at this till any more and left the cart.", cart.name),
                    { type: "warning", sticky: true }
                );
            }
        }
    }

    // -- Gestures ----------------------------------------------------------------------------

    openInbox() {
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

    /** A received cart that is thrown away goes back to its sender. */
    giveBack(order, reason) {
        const { id } = order.sync_origin || {};
        if (!id) {
            return;
        }
        const key = `give_back/${order.sync_uuid}`;
        this.outbox.post({ key, method: "giveBack", args: [id, reason] }).catch((error) => {
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
        const { is_sync_sender, is_sync_receiver } = services.pos.config || {};
        // Disabled means inert: no call, no subscription, and `pos.sync` does not exist.
        return is_sync_sender || is_sync_receiver ? new PosSync(env, services) : null;
    },
};

registry.category("services").add("pos_sync", posSyncService);
