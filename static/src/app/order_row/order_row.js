/** @odoo-module */

import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {_t} from "@web/core/l10n/translation";

const LATE_SECONDS = 300;
const TOO_LATE_SECONDS = 900;
const ICONS = {
    sent: "fa-clock-o",
    claimed: "fa-hourglass-half",
    delivered: "fa-shopping-cart",
    returned: "fa-undo",
};

/** One order in a list: who, for whom, how much, how long. Its actions are in the slot. */
export class SyncOrderRow extends Component {
    static template = "bi_pos_multi_session_sync.SyncOrderRow";
    static props = {order: Object, isSelected: Boolean, onSelect: Function, slots: Object};

    setup() {
        this.pos = usePos();
    }

    get total() {
        return this.env.utils.formatCurrency(this.props.order.amount_total);
    }

    get isSent() {
        return Boolean(this.props.order.receivers);
    }

    get seconds() {
        return this.pos.sync.lists.age(this.props.order);
    }

    get age() {
        const minutes = Math.floor(this.seconds / 60);
        const hours = Math.floor(minutes / 60);
        if (!minutes) {
            return _t("now");
        }
        if (!hours) {
            return _t("%s min", minutes);
        }
        return hours < 48 ? _t("%s h", hours) : _t("%s d", Math.floor(hours / 24));
    }

    /** Nobody has it, and somebody should. */
    get isWaiting() {
        return ["sent", "returned"].includes(this.props.order.state);
    }

    get isLate() {
        return this.isWaiting && this.seconds >= TOO_LATE_SECONDS;
    }

    get ageClass() {
        if (!this.isWaiting || this.seconds < LATE_SECONDS) {
            return "text-bg-light";
        }
        return this.isLate ? "text-bg-danger" : "text-bg-warning";
    }

    get lineCount() {
        return _t("Lines: %s", this.props.order.line_count);
    }

    get icon() {
        return ICONS[this.props.order.state];
    }

    /** Where an order is; of one that waits here, a cashier knows. */
    get whereabouts() {
        const {state, holder, reason} = this.props.order;
        if (!this.isSent) {
            return state === "claimed" ? _t("Being delivered") : "";
        }
        return {
            sent: this.waitingAt,
            claimed: _t("Being delivered at %s", holder),
            delivered: _t("In the cart at %s", holder),
            returned: reason ? _t("Returned: %s", reason) : _t("Returned"),
        }[state];
    }

    /** While others may still take it, somebody may have said why he does not. */
    get waitingAt() {
        const {receivers, reason} = this.props.order;
        const names = receivers.join(", ");
        return reason
            ? _t("Waiting at %(receivers)s (%(reason)s)", {receivers: names, reason})
            : _t("Waiting at %s", names);
    }
}
