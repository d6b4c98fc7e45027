/** @odoo-module */

import {Component} from "@odoo/owl";

const PREFIX = "SYNCORDER";

/** The barcode of an order's slip. */
export function slipCode({id}) {
    return PREFIX + id;
}

/** @returns {number|null} the order that a scanned code stands for, or null for other codes */
export function readSlipCode(code) {
    const [, id] = new RegExp(`^${PREFIX}(\\d{1,9})$`).exec(code) || [];
    return id ? Number(id) : null;
}

/** A slip that goes with the customer: scanned at a receiver, it fetches the order. */
export class SyncSlip extends Component {
    static template = "bi_pos_multi_session_sync.SyncSlip";
    static props = {order: Object, company: String, formatCurrency: Function};

    get barcode() {
        const value = encodeURIComponent(slipCode(this.props.order));
        return `/report/barcode/?barcode_type=Code128&value=${value}&width=600&height=120&humanreadable=1`;
    }
}
