/** @odoo-module */

import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";

/** The lines of an order before it is accepted, read from the server. */
export class SyncOrderPreview extends Component {
    static template = "bi_pos_multi_session_sync.SyncOrderPreview";
    static props = {order: Object};

    setup() {
        this.pos = usePos();
        this.state = useState({lines: null});
        onWillStart(() => {
            this.load(this.props.order.id);
        });
        onWillUpdateProps(({order}) => {
            if (order.id !== this.props.order.id) {
                this.load(order.id);
            }
        });
    }

    async load(syncId) {
        this.wanted = syncId;
        this.state.lines = null;
        const {lines} = await this.pos.sync.api.lines(syncId);
        if (this.wanted === syncId) {
            this.state.lines = lines || [];
        }
    }

    discount(line) {
        return `−${line.discount}%`;
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }
}
