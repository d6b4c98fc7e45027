/** @odoo-module */

import {SelectionPopup} from "@point_of_sale/app/utils/input_popups/selection_popup";
import {_t} from "@web/core/l10n/translation";

/*
 * Restaurants (pos_restaurant): an order belongs to a table, and a cart without one is nowhere to
 * be seen. Everything here does nothing where there are no tables.
 */

export function hasTables(pos) {
    return Boolean(
        pos.config.module_pos_restaurant && pos.floors?.some(({tables}) => tables.length)
    );
}

/**
 * The table that a received order goes to: the one that is open, or one that the cashier chooses.
 *
 * @returns {Promise<Object|null|undefined>} null where there are no tables, undefined when the
 *  cashier thought better of it
 */
export async function chooseTable(pos) {
    if (!hasTables(pos)) {
        return null;
    }
    if (pos.table) {
        return pos.table;
    }
    const list = pos.floors.flatMap((floor) =>
        floor.tables.map((table) => ({
            id: table.id,
            label: _t("Table %s", table.name),
            description: floor.name,
            item: table,
            isSelected: false,
        }))
    );
    const title = _t("Which table is it for?");
    const {confirmed, payload} = (await pos.popup.add(SelectionPopup, {title, list})) || {};
    return confirmed ? payload : undefined;
}

/** Leave the table for the floor plan, as after a sale. */
export function showFloor(pos) {
    const floor = pos.table?.floor;
    pos.table = null;
    pos.set_order(null);
    pos.showScreen("FloorScreen", {floor});
}
