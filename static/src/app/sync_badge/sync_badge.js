/** @odoo-module */

import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {_t} from "@web/core/l10n/translation";

/** What asks for attention, in sight on every screen: orders that wait, came back or are stuck. */
export class SyncBadge extends Component {
    static template = "bi_pos_multi_session_sync.SyncBadge";
    static props = {};

    setup() {
        this.pos = usePos();
    }

    get waiting() {
        return this.pos.sync.lists.waiting.length;
    }

    /** Sent from here and not on their way: returned, or not sent yet. */
    get stuck() {
        return this.pos.sync.lists.returned.length + this.pos.sync.outbox.entries.length;
    }

    get inboxLabel() {
        return _t("Receive Order: %s waiting", this.waiting);
    }

    get sentLabel() {
        return _t("Sent orders: %s came back or did not get through", this.stuck);
    }
}
