/** @odoo-module */

/*
 * Load what an order refers to and this terminal has not: read-only, the configuration of the
 * terminal stays as it is. What is loaded already is left alone.
 */

const unique = (ids) => [...new Set(ids.filter(Boolean))];

/** What the server answers where the order is gone. */
const NOTHING = {
    taxes: [],
    tax_sequence: [],
    units: [],
    pricelists: [],
    fiscal_positions: [],
    attributes: [],
    combos: [],
    combo_lines: [],
    partners: [],
};

/** Of what is looked for, the field of the order or of its lines that refers to it. */
const FIELDS = {
    product_ids: "product_id",
    attribute_value_ids: "attribute_value_ids",
    combo_line_ids: "combo_line_id",
    tax_ids: "tax_ids",
    partner_ids: "partner_id",
    pricelist_ids: "pricelist_id",
    fiscal_position_ids: "fiscal_position_id",
};

/**
 * @param {Object} pos the store
 * @param {Object} payload export of the sender
 * @param {(missing: Object) => Promise<Object>} readRecords asks `get_records_for_ui`
 * @returns {Promise<{field: string, line?: Object}|null>} what cannot be had, as
 *  `findDifference` puts it
 */
export async function loadMissing(pos, payload, readRecords) {
    const missing = findMissing(pos, payload);
    if (Object.values(missing).some((ids) => ids.length)) {
        const records = {...NOTHING, ...(await readRecords(missing))};
        addTaxes(pos, records.taxes, records.tax_sequence);
        addUnits(pos, records.units);
        // Before the products: what is loaded after a price list finds its prices in it.
        addPricelists(pos, records.pricelists);
        pos.fiscal_positions.push(...records.fiscal_positions);
        addAttributes(pos, records.attributes);
        pos.db.add_combos(records.combos);
        pos.db.add_combo_lines(records.combo_lines);
        pos.addPartners(records.partners);
    }
    await pos._loadMissingProducts([payload]);
    dropForeignTaxes(pos, missing.product_ids);
    return findLost(payload, findMissing(pos, payload));
}

/** At start Odoo leaves the taxes of other companies out, later it does not. */
function dropForeignTaxes(pos, productIds) {
    for (const product of productIds.map((id) => pos.db.get_product_by_id(id)).filter(Boolean)) {
        product.taxes_id = product.taxes_id.filter((id) => pos.taxes_by_id[id]);
    }
}

function findLost({lines}, missing) {
    const name = Object.keys(FIELDS).find((key) => missing[key].length);
    if (!name) {
        return null;
    }
    const field = FIELDS[name];
    const lost = missing[name][0];
    const line = lines
        .map(([, , candidate]) => candidate)
        .find((candidate) => idsOf(candidate, field).includes(lost));
    return line ? {field, line} : {field};
}

function idsOf(line, field) {
    const value = field === "tax_ids" ? line.tax_ids?.[0]?.[2] : line[field];
    return [value || []].flat();
}

function findMissing(pos, {pricelist_id, fiscal_position_id, partner_id, lines: commands}) {
    const lines = commands.map(([, , line]) => line);
    const has = (records, id) => records.some((record) => record.id === id);
    const ids = (name) => unique(lines.flatMap((line) => idsOf(line, name)));
    return {
        pricelist_ids: unique([pricelist_id]).filter((id) => !has(pos.pricelists, id)),
        fiscal_position_ids: unique([fiscal_position_id]).filter(
            (id) => !has(pos.fiscal_positions, id)
        ),
        partner_ids: unique([partner_id]).filter((id) => !pos.db.get_partner_by_id(id)),
        product_ids: ids("product_id").filter((id) => !pos.db.get_product_by_id(id)),
        tax_ids: ids("tax_ids").filter((id) => !pos.taxes_by_id[id]),
        attribute_value_ids: ids("attribute_value_ids").filter(
            (id) => !pos.db.attribute_value_by_id[id]
        ),
        combo_line_ids: ids("combo_line_id").filter((id) => !pos.db.combo_line_by_id[id]),
    };
}

/**
 * @param {number[]} sequence ids of all taxes: on one line they are computed one after the other
 */
function addTaxes(pos, taxes, sequence) {
    const added = taxes.filter(({id}) => !pos.taxes_by_id[id]);
    for (const tax of added) {
        pos.taxes.push(tax);
        pos.taxes_by_id[tax.id] = tax;
    }
    for (const tax of added) {
        tax.children_tax_ids = tax.children_tax_ids.map((id) => pos.taxes_by_id[id]);
    }
    if (added.length) {
        pos.taxes.sort((one, other) => sequence.indexOf(one.id) - sequence.indexOf(other.id));
    }
}

function addUnits(pos, units) {
    for (const unit of units.filter(({id}) => !pos.units_by_id[id])) {
        pos.units.push(unit);
        pos.units_by_id[unit.id] = unit;
    }
}

/** As `_loadProductProduct` does at start, for the products that are loaded already. */
function addPricelists(pos, pricelists) {
    const products = Object.values(pos.db.product_by_id);
    const known = pos.pricelists.map(({id}) => id);
    for (const pricelist of pricelists.filter(({id}) => !known.includes(id))) {
        pos.pricelists.push(pricelist);
        for (const item of pricelist.items) {
            for (const product of products.filter((candidate) => appliesTo(item, candidate))) {
                pos._assignApplicableItems(pricelist, product, item);
            }
        }
    }
}

function appliesTo(item, product) {
    if (item.product_id) {
        return item.product_id[0] === product.id;
    }
    // A template is flattened to its id once the product is on the screen.
    const templateId = product.product_tmpl_id[0] || product.product_tmpl_id;
    return !item.product_tmpl_id || item.product_tmpl_id[0] === templateId;
}

function addAttributes(pos, attributes) {
    for (const attribute of attributes) {
        const known = pos.attributes_by_ptal_id[attribute.id];
        if (known) {
            known.values.push(...attribute.values);
        } else {
            pos.attributes_by_ptal_id[attribute.id] = attribute;
        }
    }
    if (attributes.length) {
        pos.db.add_attributes(pos.attributes_by_ptal_id);
        pos._add_ptal_ids_by_ptav_id(pos.attributes_by_ptal_id);
    }
}
