/** @odoo-module */

import {_t} from "@web/core/l10n/translation";

/*
 * Why an order that was sent is not delivered, in sentences for the cashier: what is at fault, and
 * what to do.
 */

/** Fields that have one cause. */
const KINDS = {
    price_subtotal: "tax_ids",
    price_subtotal_incl: "tax_ids",
    combo_line_id: "combo",
    combo_parent_id: "combo",
    combo_line_ids: "combo",
    attribute_value_ids: "options",
    custom_attribute_value_ids: "options",
};

/**
 * @param {Object} pos the store
 * @param {string} name of the hand-off
 * @param {{field: string, line?: Object, sent?: any, loaded?: any}} difference the line as it was
 *  sent, and the field as it was sent and as it would arrive
 * @returns {string}
 */
export function explainDifference(pos, name, difference) {
    const {line} = difference;
    const [fault, remedy] = line
        ? explainLine(pos, difference, line)
        : explainOrder(pos, difference);
    return [fault, _t("%s is waiting again.", name), remedy].join(" ");
}

const FAULTS = {
    product_id: (product) =>
        _t("The product “%s” does not exist any more or cannot be used here.", product),
    reward_id: (product) => _t("The promotion “%s” is not available at this till.", product),
    combo: (product) => _t("The combo of “%s” is not what it was.", product),
    options: (product) => _t("The options of “%s” are not what they were.", product),
    pack_lot_ids: (product) =>
        _t("“%s” has lot or serial numbers, which this till does not take.", product),
    qty: (product, change) =>
        _t("The quantity of “%s” is rounded otherwise here (%s).", product, change),
};

function explainLine(pos, {field, sent, loaded}, line) {
    const product = line.full_product_name || _t("A product");
    const kind = KINDS[field] || field;
    if (kind === "tax_ids") {
        return explainTaxes(pos, {field, sent, loaded}, product, line);
    }
    const change = _t("%s was sent, %s would arrive", show(sent), show(loaded));
    const fault = FAULTS[kind]
        ? FAULTS[kind](product, change)
        : _t("“%s” would change (%s: %s).", product, field, change);
    return [fault, _t("The sender can take it back and replace the line.")];
}

function explainTaxes(pos, {field, sent, loaded}, product, line) {
    const ids = line.tax_ids?.[0]?.[2] || [];
    const names = ids.map((id) => pos.taxes_by_id[id]?.name || _t("a deleted tax")).join(", ");
    const fault = names
        ? _t("The tax of “%s” is not what it was: %s.", product, names)
        : _t("The tax of “%s” is not what it was.", product);
    const remedy = _t(
        "Reload this point of sale and try again. If it stays so, the sender can take the order " +
            "back and add the product again."
    );
    if (field === "tax_ids") {
        return [fault, remedy];
    }
    const {formatCurrency} = pos.env.utils;
    const change = _t(
        "%s was sent, %s would arrive.",
        formatCurrency(sent),
        formatCurrency(loaded)
    );
    return [`${fault} ${change}`, remedy];
}

function explainOrder(pos, {field, sent, loaded}) {
    const takeBack = _t("The sender can take it back and choose another one.");
    const records = {
        partner_id: _t("The customer of the order does not exist any more."),
        pricelist_id: _t("The price list of the order does not exist any more."),
        fiscal_position_id: _t("The fiscal position of the order does not exist any more."),
        reward_id: _t("A coupon or gift card of the order is not valid at this till."),
    };
    if (records[field]) {
        return [records[field], takeBack];
    }
    const isAmount = field.startsWith("amount_");
    const [before, after] = isAmount
        ? [sent, loaded].map((amount) => pos.env.utils.formatCurrency(amount))
        : [show(sent), show(loaded)];
    return [
        isAmount
            ? _t("The total is not what it was: %s was sent, %s would arrive.", before, after)
            : _t(
                  "The order would change (%s: %s was sent, %s would arrive).",
                  field,
                  before,
                  after
              ),
        _t("The sender can take it back."),
    ];
}

function show(value) {
    return value || value === 0 ? String(value) : _t("nothing");
}
