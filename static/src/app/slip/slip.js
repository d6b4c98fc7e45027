/** @odoo-module */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";

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

    get code() {
        return slipCode(this.props.order);
    }

    get lineCount() {
        return _t("Lines: %s", this.props.order.line_count);
    }

    get barcode() {
        const value = encodeURIComponent(this.code);
        return `/report/barcode/?barcode_type=Code128&value=${value}&width=600&height=120&humanreadable=1`;
    }
}
