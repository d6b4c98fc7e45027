/** @odoo-module */

import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {_t} from "@web/core/l10n/translation";

const LATE_SECONDS = 300;
const TOO_LATE_SECONDS = 900;

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

    get seconds() {
        return this.pos.sync.lists.age(this.props.order);
    }

    get age() {
        const minutes = Math.floor(this.seconds / 60);
        if (minutes < 60) {
            return minutes ? _t("%s min", minutes) : _t("now");
        }
        return _t("%s h", Math.floor(minutes / 60));
    }

    get ageClass() {
        if (this.seconds < LATE_SECONDS) {
            return "text-bg-light";
        }
        return this.seconds < TOO_LATE_SECONDS ? "text-bg-warning" : "text-bg-danger";
    }

    get lineCount() {
        const {line_count} = this.props.order;
        return line_count === 1 ? _t("1 line") : _t("%s lines", line_count);
    }

    get whereabouts() {
        const {state, holder, receivers, reason} = this.props.order;
        return {
            sent: _t("Waiting at %s", (receivers || []).join(", ")),
            claimed: _t("Being delivered at %s", holder),
            delivered: _t("In the cart at %s", holder),
            returned: reason ? _t("Returned: %s", reason) : _t("Returned"),
        }[state];
    }
}
