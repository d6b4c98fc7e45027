/** @odoo-module */

import {Component, onWillStart, onWillUnmount, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {SyncOrderActions} from "@bi_pos_multi_session_sync/app/order_actions/order_actions";
import {SyncOrderPreview} from "@bi_pos_multi_session_sync/app/order_preview/order_preview";
import {SyncOrderRow} from "@bi_pos_multi_session_sync/app/order_row/order_row";
import {
    SyncOrderSearch,
    filterOrders,
    sendersOf,
} from "@bi_pos_multi_session_sync/app/order_search/order_search";
import {useScreen} from "@bi_pos_multi_session_sync/app/pos_sync_dialog";

const TICK_MS = 10000;
const NOTHING_CHOSEN = {selectedId: null, search: "", sender: ""};

/** What waits for this terminal, and what became of the orders that it sent. */
export class SyncScreen extends Component {
    static template = "bi_pos_multi_session_sync.SyncScreen";
    static components = {SyncOrderActions, SyncOrderPreview, SyncOrderRow, SyncOrderSearch};
    static props = {tab: {type: String, optional: true}, isShown: {type: Boolean, optional: true}};
    // The screen belongs to the terminal, not to the order that is open.
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useState(useService("ui"));
        this.close = useScreen(() => this.pos.closeScreen());
        this.state = useState({...NOTHING_CHOSEN, tick: 0});
        onWillStart(() => {
            this.pos.sync.catchUp();
        });
        const timer = window.setInterval(() => this.state.tick++, TICK_MS);
        onWillUnmount(() => window.clearInterval(timer));
        // The same screen is shown again, with the other tab.
        onWillUpdateProps(({tab}) => {
            if (tab !== this.props.tab) {
                Object.assign(this.state, NOTHING_CHOSEN);
            }
        });
    }

    get tabs() {
        const {is_sync_receiver, is_sync_sender} = this.pos.config;
        return [is_sync_receiver && "inbox", is_sync_sender && "sent"].filter(Boolean);
    }

    get tab() {
        return this.tabs.includes(this.props.tab) ? this.props.tab : this.tabs[0];
    }

    show(tab) {
        return tab === "inbox" ? this.pos.sync.openInbox() : this.pos.sync.openSent();
    }

    get senders() {
        return this.tab === "inbox" ? sendersOf(this.pos.sync.lists.inbox) : [];
    }

    get filter() {
        const {search, sender} = this.state;
        // Of the sender that was chosen, nothing may be there any more.
        return {search, sender: this.senders.includes(sender) ? sender : ""};
    }

    get orders() {
        return filterOrders(this.pos.sync.lists[this.tab] || [], this.filter);
    }

    get outbox() {
        return this.tab === "sent"
            ? this.pos.sync.outbox.entries.filter(({method}) => method === "send")
            : [];
    }

    get selected() {
        return this.orders.find(({id}) => id === this.state.selectedId);
    }

    select({id}) {
        this.state.selectedId = this.state.selectedId === id ? null : id;
    }

    /** When the lists were read, where that may be a while ago. */
    get staleness() {
        const {readAt} = this.pos.sync.lists;
        return _t("No connection. As of %s", readAt ? readAt.toFormat("HH:mm:ss") : "–");
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}

registry.category("pos_screens").add("SyncScreen", SyncScreen);
