/** @odoo-module */

import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/store/pos_hook";
import {_t} from "@web/core/l10n/translation";

/** How many orders wait for this terminal, in sight on every screen. */
export class SyncBadge extends Component {
    static template = "bi_pos_multi_session_sync.SyncBadge";
    static props = {};

    setup() {
        this.pos = usePos();
    }

    get label() {
        return _t("Receive Order: %s waiting", this.pos.sync.waiting.length);
    }
}
