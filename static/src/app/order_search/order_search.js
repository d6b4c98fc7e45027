/** @odoo-module */

import {Component} from "@odoo/owl";
import {fuzzyLookup} from "@web/core/utils/search";

const words = ({name, sender, cashier, partner, note}) =>
    [name, partner, cashier, sender, note].filter(Boolean);

export function sendersOf(orders) {
    return [...new Set(orders.map(({sender}) => sender))].sort();
}

/** What of the orders a cashier asked to see. */
export function filterOrders(orders, {search, sender}) {
    const found = orders.filter((order) => !sender || order.sender === sender);
    return search ? fuzzyLookup(search, found, words) : found;
}

/** Words to look for, and where there are several senders, which one. */
export class SyncOrderSearch extends Component {
    static template = "bi_pos_multi_session_sync.SyncOrderSearch";
    /** `filter` is reactive: `{search, sender}`, and is written here. */
    static props = {filter: Object, senders: Array};
}
