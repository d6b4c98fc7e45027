/** @odoo-module */

import {_t} from "@web/core/l10n/translation";

const RING_MS = 8000;

/** What a cashier is told of hand-offs that he did not start himself. */
export class PosSyncAlerts {
    /** @param {{openInbox: Function, openSent: Function, areOpen: () => boolean}} screens */
    constructor({pos, notification, sound}, screens) {
        Object.assign(this, {pos, notification, sound, screens});
        this.closers = {};
        /** Ids of orders that arrived or came back, and that nobody has looked at yet. */
        this.unseen = new Set();
    }

    /** Orders that arrived: a toast each, and a sound until somebody looks. */
    arrived(orders) {
        for (const {id, sender, cashier, amount_total} of orders) {
            const amount = this.pos.env.utils.formatCurrency(amount_total);
            const message = _t("%(cashier)s of %(sender)s sent an order: %(amount)s", {
                cashier,
                sender,
                amount,
            });
            this._toast(id, message, this.screens.openInbox, "info");
        }
        if (orders.length) {
            this._ring();
        }
    }

    /** Orders that came back to this terminal. */
    returned(orders) {
        for (const {id, name, reason} of orders) {
            const message = reason
                ? _t("%(name)s came back: %(reason)s", {name, reason})
                : _t("%s came back", name);
            this._toast(id, message, this.screens.openSent, "warning");
        }
        if (orders.length) {
            this._ring();
        }
    }

    /** What was seen, or is not true any more, needs no toast and no sound. */
    dismiss(ids = [...this.unseen]) {
        for (const id of ids) {
            this.unseen.delete(id);
            this.closers[id]?.();
        }
    }

    paid({name, holder}) {
        const message = _t("%(name)s was paid at %(till)s", {name, till: holder});
        this.notification.add(message, {type: "success"});
    }

    notSent(message) {
        this._warn(_t("An order could not be sent and is back: %s", message));
    }

    left(name) {
        this._warn(_t("%s is not at this till any more and left the cart.", name));
    }

    _ring() {
        if (!this.pos.config.sync_sound) {
            return;
        }
        this.sound.play("bell");
        this.timer ||= window.setInterval(() => {
            if (this.unseen.size) {
                this.sound.play("bell");
            } else {
                window.clearInterval(this.timer);
                this.timer = null;
            }
        }, RING_MS);
    }

    /** It goes by itself: the badge and the sound stay. Where the lists are open, they tell. */
    _toast(id, message, open, type) {
        if (this.screens.areOpen()) {
            return;
        }
        this.unseen.add(id);
        this.closers[id] = this.notification.add(message, {
            type,
            onClose: () => delete this.closers[id],
            buttons: [{name: _t("Open"), primary: true, onClick: open}],
        });
    }

    _warn(message) {
        this.notification.add(message, {type: "warning", sticky: true});
    }
}
