/** @odoo-module */

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {giveBackOrder} from "@bi_pos_multi_session_sync/app/pos_sync_gestures";
import {isCharged} from "@bi_pos_multi_session_sync/app/pos_sync_receiver";

/** Where a received cart comes from, above its lines. */
export class SyncCartMark extends Component {
    static template = "bi_pos_multi_session_sync.SyncCartMark";
    static props = {order: Object};

    setup() {
        this.pos = usePos();
    }

    get sender() {
        return _t("From %s", this.props.order.sync_origin.sender);
    }

    get builder() {
        return _t("Built by %s", this.props.order.sync_origin.cashier);
    }

    /** What a card was charged for is to be sold here. */
    get canGiveBack() {
        return !this.props.order.sync_origin.isOwn && !isCharged(this.props.order);
    }

    giveBack() {
        return giveBackOrder(this.pos, this.props.order);
    }
}
