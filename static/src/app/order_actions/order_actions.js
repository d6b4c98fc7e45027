/** @odoo-module */

import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {useAsyncLockedMethod} from "@point_of_sale/app/utils/hooks";
import {
    declineOrder,
    deliverOrder,
    mergeOrder,
    printSlip,
    resendOrder,
    takeBackOrder,
} from "@bi_pos_multi_session_sync/app/pos_sync_gestures";
import {canMergeInto} from "@bi_pos_multi_session_sync/app/pos_sync_merge";
import {isBeingTakenBack} from "@bi_pos_multi_session_sync/app/pos_sync_receiver";

/** What can be done with an order of a list. */
export class SyncOrderActions extends Component {
    static template = "bi_pos_multi_session_sync.SyncOrderActions";
    static props = {order: Object, isInbox: Boolean};

    setup() {
        this.pos = usePos();
        const gesture = (act) => useAsyncLockedMethod(() => act(this.pos, this.props.order));
        this.deliver = gesture(deliverOrder);
        this.merge = gesture(mergeOrder);
        this.printSlip = gesture(printSlip);
        this.takeBack = gesture(takeBackOrder);
        this.decline = gesture(declineOrder);
        this.resend = gesture(resendOrder);
    }

    get canMerge() {
        return canMergeInto(this.pos, this.pos.get_order());
    }

    get canTakeBack() {
        const {order} = this.props;
        return ["sent", "returned"].includes(order.state) || isBeingTakenBack(order);
    }
}
