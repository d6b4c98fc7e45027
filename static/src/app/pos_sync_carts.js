/** @odoo-module */

import {Order} from "@point_of_sale/app/store/models";
import {random5Chars, uuidv4} from "@point_of_sale/utils";
import {serializeDateTime} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {hasTables, showFloor} from "@bi_pos_multi_session_sync/app/pos_sync_tables";
import {adoptPayload} from "@bi_pos_multi_session_sync/app/pos_sync_payload";
import {renumberCoupons} from "@bi_pos_multi_session_sync/app/pos_sync_promotions";

/** The carts of this terminal: bring an order in, take it out for good. */
export class PosSyncCarts {
    constructor(pos) {
        this.pos = pos;
    }

    find(uuid) {
        return this.pos.orders.find((order) => order.sync_uuid === uuid && !order.finalized);
    }

    /** Whether this cart is still one: it may have been sent, sold or deleted meanwhile. */
    has({uid}) {
        return this.pos.orders.some((order) => order.uid === uid);
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
     * @param {Object|null} table of a restaurant
     */
    adopt(payload, uuid, origin, table = null) {
        const identity = this._newIdentity(payload, uuid, origin);
        identity.table_id = table ? table.id : false;
        const json = adoptPayload(payload, identity, uuidv4);
        renumberCoupons(json);
        const order = this.pos.createReactiveOrder(json);
        this.pos.orders.add(order);
        return order;
    }

    /**
     * Read a cart as the browser's storage has it. That is what survives a reload, and it spares
     * another export, which takes most of the time that it takes to load an order.
     */
    readStored({uid}) {
        return this.pos.db.get_unpaid_orders().find((json) => json.uid === uid);
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

    /** Undo {@link remove}. */
    putBack(order) {
        order.temporary = false;
        this.pos.orders.add(order);
        order.save_to_db();
    }

    /** Make a cart again of what another tab exported, under its own identity. */
    restore(json) {
        renumberCoupons(json);
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
        const isCurrent = this.pos.get_order()?.uid === order.uid;
        this.pos.removeOrder(order, false);
        if (isCurrent) {
            this.leave(order);
        }
    }

    /** The order is somebody else's by now: it leaves, and what was in the cart before it stays. */
    letGo(order) {
        const {merged} = order.sync_origin || {};
        if (!merged || !this.has(order)) {
            return this.remove(order);
        }
        for (const line of order.get_orderlines().filter(({uuid}) => merged.includes(uuid))) {
            order.removeOrderline(line);
        }
        Object.assign(order, {sync_uuid: false, sync_origin: false});
        order.save_to_db();
    }

    /** Show another cart than this one, or the floor plan, as after a sale. */
    leave(order) {
        if (hasTables(this.pos)) {
            return showFloor(this.pos);
        }
        const empty = this.pos.orders.find(
            (other) => other.uid !== order.uid && isUnused(other) && !other.finalized
        );
        if (empty) {
            this.pos.set_order(empty);
        } else {
            this.pos.add_new_order();
        }
        this.pos.showScreen("ProductScreen");
    }

    /** Make a received cart the current one; what was there before stays parked. */
    async open(order, table = null) {
        const previous = this.pos.get_order();
        if (table) {
            await this.pos.setTable(table, order.uid);
        } else {
            this.pos.set_order(order);
        }
        const isIdle = previous && isUnused(previous) && !previous.isBooked;
        if (isIdle && previous.uid !== order.uid) {
            previous.temporary = true;
            this.pos.removeOrder(previous, false);
        }
        this.pos.showScreen("ProductScreen");
    }
}

/** A cart that nobody would miss; an emptied one of another terminal is still to be given back. */
function isUnused(order) {
    return order.is_empty() && !order.sync_uuid;
}
