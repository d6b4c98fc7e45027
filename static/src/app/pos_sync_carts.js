/** @odoo-module */

import {Order} from "@point_of_sale/app/store/models";
import {random5Chars, uuidv4} from "@point_of_sale/utils";
import {serializeDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {adoptPayload} from "@bi_pos_multi_session_sync/app/pos_sync_payload";

/** The carts of this terminal: bring an order in, take it out for good. */
export class PosSyncCarts {
    constructor(pos) {
        this.pos = pos;
    }

    find(uuid) {
        return this.pos.orders.find((order) => order.sync_uuid === uuid && !order.finalized);
    }

    /** The carts that hold an order of another terminal. */
    get received() {
        return this.pos.orders.filter((order) => order.sync_uuid && !order.finalized);
    }

    /**
     * Turn a claimed order into a cart. The cart is in the browser's storage on return.
     *
     * @param {Object} payload export of the sender
     * @param {string} uuid identity of the hand-off
     * @param {Object} origin what the cart shows of where it comes from
     */
    adopt(payload, uuid, origin) {
        const json = adoptPayload(payload, this._newIdentity(payload, uuid, origin), uuidv4);
        const order = this.pos.createReactiveOrder(json);
        this.pos.orders.add(order);
        return order;
    }

    /** Nothing may be awaited between reading the sequence number and loading the order. */
    _newIdentity(payload, uuid, origin) {
        const {pos} = this;
        const sequence_number = pos.pos_session.sequence_number;
        const uid = Order.prototype.generate_unique_id.call({pos, sequence_number});
        return {
            uid,
            sequence_number,
            name: _t("Order %s", uid),
            pos_session_id: pos.pos_session.id,
            access_token: uuidv4(),
            ticket_code: random5Chars(),
            user_id: pos.user.id,
            date_order: serializeDateTime(luxon.DateTime.now()),
            sync_uuid: uuid,
            sync_origin: origin,
            ...("employee_id" in payload ? {employee_id: pos.get_cashier().id} : {}),
        };
    }

    /** Put a cart back as it was, under its own identity. */
    restore(json) {
        const order = this.pos.createReactiveOrder(json);
        this.pos.orders.add(order);
        return order;
    }

    /**
     * Take a cart away from this terminal. A change that still comes in late would bring it back
     * to the browser's storage, and to the server where open orders are shared: `temporary` and
     * the emptied update set see to it that none does.
     */
    remove(order) {
        order.temporary = true;
        for (const waiting of [...this.pos.ordersToUpdateSet]) {
            if (waiting.uid === order.uid) {
                this.pos.ordersToUpdateSet.delete(waiting);
            }
        }
        if (this.pos.get_order()?.uid === order.uid) {
            this.leave(order);
        }
        this.pos.removeOrder(order, false);
    }

    /** Show another cart than this one: an empty one, as after a sale. */
    leave(order) {
        const empty = this.pos.orders.find(
            (other) => other.uid !== order.uid && other.is_empty() && !other.finalized
        );
        if (empty) {
            this.pos.set_order(empty);
        } else {
            this.pos.add_new_order();
        }
        this.pos.showScreen("ProductScreen");
    }

    /** Make a received cart the current one; what was there before stays parked. */
    open(order) {
        const previous = this.pos.get_order();
        this.pos.set_order(order);
        if (previous && previous.uid !== order.uid && previous.is_empty() && !previous.server_id) {
            previous.temporary = true;
            this.pos.removeOrder(previous, false);
        }
        this.pos.showScreen("ProductScreen");
    }
}
