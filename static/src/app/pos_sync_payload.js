/** @odoo-module */

/*
 * What is delivered is what was sent, under a new identity. Pure: nothing here knows the point
 * of sale.
 */

/** Of the cart that was sent; they mean nothing at the terminal that receives it. */
const LEFT_BEHIND = ["id", "state", "account_move", "tracking_number", "sync_loaded_from"];

/** What the two exports of an order must have in common, as it is. */
const ORDER_CONTENT = [
    "partner_id",
    "pricelist_id",
    "fiscal_position_id",
    "to_invoice",
    "shipping_date",
    "is_tipped",
    "tip_amount",
];
const LINE_CONTENT = [
    "product_id",
    "discount",
    "price_type",
    "customer_note",
    "note",
    "skip_change",
    "combo_line_id",
    "combo_parent_id",
];
/** The same for lists and objects. */
const LINE_LISTS = [
    "pack_lot_ids",
    "attribute_value_ids",
    "custom_attribute_value_ids",
    "combo_line_ids",
];
/** The same but for what floats do. */
const LINE_NUMBERS = ["qty", "price_unit", "price_extra"];
const PRECISION = 1e-6;
/** The same to half the smallest amount of the currency. */
const LINE_AMOUNTS = ["price_subtotal", "price_subtotal_incl"];
const ORDER_AMOUNTS = ["amount_tax", "amount_total"];

/**
 * @param {Object} payload an order as its terminal exported it; it is not changed
 * @param {Object} identity what the receiving terminal sets over it
 * @param {() => string} newUuid
 * @returns {Object} an order that `Order.init_from_JSON` loads
 */
export function adoptPayload(payload, identity, newUuid) {
    const json = JSON.parse(JSON.stringify(payload));
    for (const key of LEFT_BEHIND) {
        delete json[key];
    }
    const uuids = {};
    for (const [, , line] of json.lines) {
        const uuid = newUuid();
        uuids[line.uuid] = uuid;
        line.uuid = uuid;
    }
    json.last_order_preparation_change = renameChanges(json.last_order_preparation_change, uuids);
    return Object.assign(json, identity, {server_id: false, statement_ids: []});
}

/** What the kitchen knows is kept by line: `{"<line uuid> - <note>": {line_uuid, …}}`. */
function renameChanges(text, uuids) {
    const renamed = Object.entries(JSON.parse(text || "{}") || {}).map(([key, change]) => {
        const uuid = uuids[change.line_uuid];
        return uuid
            ? [key.replace(change.line_uuid, uuid), {...change, line_uuid: uuid}]
            : [key, change];
    });
    return JSON.stringify(Object.fromEntries(renamed));
}

/**
 * Compare an order as it was sent with the same order as it was loaded.
 *
 * @param {Object} sent export of the sender
 * @param {Object} loaded export of the receiver
 * @param {number} rounding smallest amount of the currency
 * @returns {{field: string, line?: Object, sent: any, loaded: any}|null} the first difference,
 *  with the line as it was sent, or null
 */
export function findDifference(sent, loaded, rounding) {
    if (sent.lines.length !== loaded.lines.length) {
        const arrived = loaded.lines.map(([, , line]) => line.product_id);
        const lost = sent.lines.find(([, , line]) => !arrived.includes(line.product_id));
        return {field: "product_id", line: (lost || sent.lines[0])[2]};
    }
    for (const [index, [, , line]] of sent.lines.entries()) {
        const arrived = loaded.lines[index][2];
        const name = findLineDifference(line, arrived, rounding);
        if (name) {
            return {field: name, line, sent: line[name], loaded: arrived[name]};
        }
    }
    const field =
        ORDER_CONTENT.find((name) => (sent[name] || false) !== (loaded[name] || false)) ||
        ORDER_AMOUNTS.find((name) => differ(sent[name], loaded[name], rounding));
    return field ? {field, sent: sent[field], loaded: loaded[field]} : null;
}

function findLineDifference(sent, loaded, rounding) {
    return (
        LINE_CONTENT.find((name) => (sent[name] || 0) !== (loaded[name] || 0)) ||
        LINE_NUMBERS.find((name) => differ(sent[name], loaded[name], PRECISION)) ||
        LINE_AMOUNTS.find((name) => differ(sent[name], loaded[name], rounding)) ||
        LINE_LISTS.find((name) => digest(sent[name]) !== digest(loaded[name])) ||
        // Taxes have no order of their own here; in another one the amounts would differ.
        (taxes(sent) === taxes(loaded) ? undefined : "tax_ids")
    );
}

function taxes({tax_ids: commands}) {
    return digest([...(commands?.[0]?.[2] || [])].sort());
}

function differ(a, b, rounding) {
    return Math.abs((a || 0) - (b || 0)) > rounding / 2;
}

function digest(value) {
    return JSON.stringify(value || []);
}
