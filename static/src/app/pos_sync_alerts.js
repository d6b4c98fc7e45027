/** @odoo-module */

import {_t} from "@web/core/l10n/translation";

/** What a cashier is told of hand-offs that he did not start himself. */
export class PosSyncAlerts {
    constructor({pos, notification, sound}) {
        Object.assign(this, {pos, notification, sound});
        this.closers = {};
    }

    /**
     * @param {Object[]} orders summaries that were not in the inbox before
     * @param {() => void} open shows the inbox
     */
    arrived(orders, open) {
        for (const {id, sender, cashier, amount_total} of orders) {
            const amount = this.pos.env.utils.formatCurrency(amount_total);
            this.closers[id] = this.notification.add(
                _t("%s of %s sent an order: %s", cashier, sender, amount),
                {type: "info", buttons: [{name: _t("Open"), onClick: open, primary: true}]}
            );
        }
        if (orders.length && this.pos.config.sync_sound) {
            this.sound.play("bell");
        }
    }

    /** What was seen, or is not waiting any more, needs no toast. */
    dismiss(ids = Object.keys(this.closers)) {
        for (const id of ids) {
            this.closers[id]?.();
            delete this.closers[id];
        }
    }

    notSent(message) {
        this._warn(_t("An order could not be sent and is back: %s", message));
    }

    left(name) {
        this._warn(_t("%s is not at this till any more and left the cart.", name));
    }

    _warn(message) {
        this.notification.add(message, {type: "warning", sticky: true});
    }
}
