/** @odoo-module */

/*
 * Promotions, coupons and gift cards (pos_loyalty): what was promised to the customer at one
 * terminal holds at the other. Everything here does nothing where there are none.
 */

const FAR_AWAY = 1000000000;

/** What an order uses of the promotions and this terminal does not take part in. */
export function findMissingReward(pos, payload) {
    const programs = [
        ...(payload.codeActivatedCoupons || []).map((coupon) => coupon.program_id),
        ...payload.lines.map(([, , line]) => line.eWalletGiftCardProgramId),
    ];
    if (programs.some((id) => id && !pos.program_by_id?.[id])) {
        return {field: "reward_id"};
    }
    const lines = payload.lines.map(([, , line]) => line);
    const line = lines.find(({reward_id}) => reward_id && !pos.reward_by_id?.[reward_id]);
    return line ? {field: "reward_id", line} : null;
}

/**
 * Coupons that only a sale will create have numbers below zero, which Odoo counts from the start
 * again with each page. It loses one whose number it is about to give, hence numbers far away.
 *
 * @param {Object} json an order that is about to be loaded
 */
export function renumberCoupons(json) {
    const renumber = (id) => (id < 0 && id > -FAR_AWAY ? id - FAR_AWAY : id);
    for (const [, , line] of json.lines.filter(([, , candidate]) => candidate.coupon_id)) {
        line.coupon_id = renumber(line.coupon_id);
    }
    const changes = Object.values(json.couponPointChanges || {}).map((change) => ({
        ...change,
        coupon_id: renumber(change.coupon_id),
    }));
    if (changes.length) {
        json.couponPointChanges = Object.fromEntries(
            changes.map((change) => [change.coupon_id, change])
        );
    }
}

/**
 * Let the promotions of this terminal look at an order that arrived, as they would once it is the
 * current one. What they would add by themselves, the cashier may still add by hand.
 *
 * @returns {Promise<boolean>} whether there are any, which may have changed the order
 */
export async function keepPromotions(pos, order) {
    if (!pos.programs?.length) {
        return false;
    }
    await order._updateLoyaltyPrograms();
    const claimable = order.getClaimableRewards(false, false, true).map(({reward}) => reward);
    for (const {id} of claimable.filter(({program_id}) => !program_id.is_nominative)) {
        order.disabledRewards.add(id);
    }
    order._updateRewardLines();
    return true;
}
