/** @odoo-module */

import {Component, onWillStart, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/utils/hooks";
import {ErrorPopup} from "@point_of_sale/app/errors/popups/error_popup";
import {_t} from "@web/core/l10n/translation";

/** What waits for this terminal: look at it, and deliver it into a cart. */
export class SyncInboxScreen extends Component {
    static template = "bi_pos_multi_session_sync.SyncInboxScreen";
    static props = {isShown: {type: Boolean, optional: true}};
    // The screen belongs to the terminal, not to the order that is open.
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useState(useService("ui"));
        this.state = useState({selectedId: null, lines: []});
        this.deliver = useAsyncLockedMethod(this.deliver);
        onWillStart(() => {
            this.pos.sync.refresh();
        });
    }

    get orders() {
        return this.pos.sync.inbox;
    }

    get selected() {
        return this.orders.find(({id}) => id === this.state.selectedId);
    }

    async select(order) {
        Object.assign(this.state, {selectedId: order.id, lines: []});
        const {lines} = await this.pos.sync.api.lines(order.id);
        if (this.state.selectedId === order.id) {
            this.state.lines = lines || [];
        }
    }

    async deliver(order) {
        const {problem} = await this.pos.sync.deliver(order);
        if (problem) {
            this.pos.popup.add(ErrorPopup, {title: _t("Not delivered"), body: problem});
        }
    }

    back() {
        this.pos.closeScreen();
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    age({age_seconds}) {
        const minutes = Math.floor(age_seconds / 60);
        return minutes ? _t("%s min", minutes) : _t("now");
    }
}

registry.category("pos_screens").add("SyncInboxScreen", SyncInboxScreen);
