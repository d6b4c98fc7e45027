/** @odoo-module */

import {ConnectionLostError} from "@web/core/network/rpc_service";
import {Reactive} from "@web/core/utils/reactive";

const NOTIFICATION = "POS_SYNC_ORDER";
const POLL_MS = 30000;
/**
 * A websocket that is up may be silent: after its database was away, Odoo's bus thread sleeps for
 * 50 seconds with all of them open, and what it misses may never be told.
 */
const LIVE_POLL_MS = 120000;
const OUTBOX_MS = 5000;

/** The line to the server: whether it is up, and when to ask again. */
export class PosSyncLink extends Reactive {
    /**
     * @param {Object} bus Odoo's bus service
     * @param {(invitation: Object) => void} onInvitation is told `{sync_id, config_id, event}`
     * @param {() => Promise} catchUp after an outage, and now and then
     * @param {() => boolean} isOwing whether something is left to be told to the server
     */
    constructor(bus, {onInvitation, catchUp, isOwing}) {
        super();
        /** Whether the server could not be reached when it was asked last. */
        this.isStale = false;
        /** Whether the websocket is known to be up. */
        this.isLive = false;
        const onConnected = () => {
            this.isLive = true;
            catchUp();
        };
        bus.addEventListener("connect", onConnected);
        bus.addEventListener("reconnect", onConnected);
        bus.addEventListener("disconnect", () => (this.isLive = false));
        bus.subscribe(NOTIFICATION, (invitation) => {
            this.isLive = true;
            onInvitation(invitation);
        });
        window.setInterval(() => this.isLive || catchUp(), POLL_MS);
        window.setInterval(() => this.isLive && catchUp(), LIVE_POLL_MS);
        window.setInterval(() => isOwing() && catchUp(), OUTBOX_MS);
    }

    /** Ask the server something. Being out of reach is a state, not an error. */
    async online(ask) {
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
}
