/** @odoo-module */

import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {sendCurrentOrder} from "@bi_pos_multi_session_sync/app/pos_sync_gestures";

export class SyncSendButton extends Component {
    static template = "bi_pos_multi_session_sync.SyncSendButton";
    static props = {};

    setup() {
        this.pos = usePos();
    }

    click() {
        return sendCurrentOrder(this.pos);
    }
}

export class SyncReceiveButton extends Component {
    static template = "bi_pos_multi_session_sync.SyncReceiveButton";
    static props = {};

    setup() {
        this.pos = usePos();
    }

    click() {
        this.pos.sync.openInbox();
    }
}

ProductScreen.addControlButton({
    name: "SyncSendButton",
    component: SyncSendButton,
    condition() {
        return Boolean(this.pos.sync && this.pos.config.is_sync_sender);
    },
});

ProductScreen.addControlButton({
    name: "SyncReceiveButton",
    component: SyncReceiveButton,
    condition() {
        return Boolean(this.pos.sync && this.pos.config.is_sync_receiver);
    },
});
