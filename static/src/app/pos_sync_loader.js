/** @odoo-module */

/**
 * Load what an order refers to and this terminal has not: its configuration stays as it is.
 *
 * Price lists come first: what is loaded after them finds its prices in them.
 *
 * @param {Object} pos the store
 * @param {Object} payload export of the sender
 * @param {(missing: Object) => Promise<Object>} fetchRecords asks the server for price lists and
 *  fiscal positions, `{pricelist_ids, fiscal_position_ids}`
 */
export async function loadMissing(pos, payload, fetchRecords) {
    const missing = findMissing(pos, payload);
    if (missing.pricelist_ids.length || missing.fiscal_position_ids.length) {
        const records = await fetchRecords(missing);
        records.pricelists.forEach((pricelist) => addPricelist(pos, pricelist));
        pos.fiscal_positions.push(...records.fiscal_positions);
    }
    await pos._loadMissingProducts([payload]);
    await pos._loadMissingPartners([payload]);
}

function findMissing(pos, {pricelist_id, fiscal_position_id}) {
    const isMissing = (id, records) => id && !records.some((record) => record.id === id);
    return {
        pricelist_ids: isMissing(pricelist_id, pos.pricelists) ? [pricelist_id] : [],
        fiscal_position_ids: isMissing(fiscal_position_id, pos.fiscal_positions)
            ? [fiscal_position_id]
            : [],
    };
}

/** As `_loadProductProduct` does at start, for the products that are loaded already. */
function addPricelist(pos, pricelist) {
    pos.pricelists.push(pricelist);
    const products = Object.values(pos.db.product_by_id);
    for (const item of pricelist.items) {
        for (const product of products.filter((candidate) => appliesTo(item, candidate))) {
            pos._assignApplicableItems(pricelist, product, item);
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
