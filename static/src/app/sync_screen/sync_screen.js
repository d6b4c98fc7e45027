/** @odoo-module */

import {Component, onWillStart, onWillUnmount, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {fuzzyLookup} from "@web/core/utils/search";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/utils/hooks";
import {SyncOrderPreview} from "@bi_pos_multi_session_sync/app/order_preview/order_preview";
import {SyncOrderRow} from "@bi_pos_multi_session_sync/app/order_row/order_row";
import {
    declineOrder,
    deliverOrder,
    mergeOrder,
    printSlip,
    resendOrder,
    takeBackOrder,
} from "@bi_pos_multi_session_sync/app/pos_sync_gestures";

const TICK_MS = 10000;

/** What waits for this terminal, and what became of the orders that it sent. */
export class SyncScreen extends Component {
    static template = "bi_pos_multi_session_sync.SyncScreen";
    static components = {SyncOrderPreview, SyncOrderRow};
    static props = {tab: {type: String, optional: true}, isShown: {type: Boolean, optional: true}};
    // The screen belongs to the terminal, not to the order that is open.
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useState(useService("ui"));
        this.state = useState({
            tab: this.props.tab || "inbox",
            selectedId: null,
            search: "",
            tick: 0,
        });
        // Digits and scans do not reach the cart behind the screen.
        useService("number_buffer").use({triggerAtInput: () => {}});
        this.deliver = useAsyncLockedMethod((order) => deliverOrder(this.pos, order));
        this.merge = useAsyncLockedMethod((order) => mergeOrder(this.pos, order));
        this.printSlip = useAsyncLockedMethod((order) => printSlip(this.pos, order));
        this.takeBack = useAsyncLockedMethod((order) => takeBackOrder(this.pos, order));
        this.decline = useAsyncLockedMethod((order) => declineOrder(this.pos, order));
        this.resend = useAsyncLockedMethod((order) => resendOrder(this.pos, order));
        onWillStart(() => {
            this.pos.sync.catchUp();
        });
        const timer = window.setInterval(() => this.state.tick++, TICK_MS);
        onWillUnmount(() => window.clearInterval(timer));
    }

    get tabs() {
        const {is_sync_receiver, is_sync_sender} = this.pos.config;
        return [is_sync_receiver && "inbox", is_sync_sender && "sent"].filter(Boolean);
    }

    get tab() {
        return this.tabs.includes(this.state.tab) ? this.state.tab : this.tabs[0];
    }

    get orders() {
        const orders = this.pos.sync.lists[this.tab];
        const text = ({name, sender, cashier, partner, note}) =>
            [name, partner, cashier, sender, note].filter(Boolean);
        return this.state.search ? fuzzyLookup(this.state.search, orders, text) : orders;
    }

    get canMerge() {
        return this.pos.sync.carts.canMergeInto(this.pos.get_order());
    }

    get outbox() {
        return this.tab === "sent"
            ? this.pos.sync.outbox.entries.filter(({method}) => method === "send")
            : [];
    }

    get selected() {
        return this.orders.find(({id}) => id === this.state.selectedId);
    }

    /** When the lists were read, where that may be a while ago. */
    get staleSince() {
        const {isStale, lists} = this.pos.sync;
        return isStale && lists.readAt ? lists.readAt.toFormat("HH:mm:ss") : "";
    }

    show(tab) {
        Object.assign(this.state, {tab, selectedId: null, search: ""});
    }

    select({id}) {
        this.state.selectedId = id;
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}

registry.category("pos_screens").add("SyncScreen", SyncScreen);
