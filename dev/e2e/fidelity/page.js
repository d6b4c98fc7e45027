// Helpers in the page of a till, for the code of the cases.
(() => {
    const pos = () => window.posmodel;
    const named = (records, name) => {
        const found = Object.values(records).find(
            (record) => record.display_name === name || record.name === name
        );
        if (!found) {
            throw new Error(`${name} is not loaded`);
        }
        return found;
    };
    const product = (name) => named(pos().db.product_by_id, name);
    const pricelist = (name) => named(pos().pricelists, name);
    const position = (name) => named(pos().fiscal_positions, name);
    const partner = (name) => named(pos().db.partner_by_id, name);
    const order = () => pos().get_order();

    /** Add a product as a cashier's choice does, on a line of its own. */
    const add = (name, options = {}) =>
        order().add_product(product(name), {merge: false, ...options});

    /** Add a combo with the first choice of each part. */
    const addCombo = async (name) => {
        const {db} = pos();
        const comboLines = product(name).combo_ids.map((id) => {
            const line = db.combo_line_by_id[db.combo_by_id[id].combo_line_ids[0]];
            return {...line, combo_id: [id]};
        });
        await add(name, {comboLines, extras: {price_type: "manual"}});
    };

    const addLots = (name, ...lots) =>
        add(name, {
            quantity: lots.length,
            draftPackLotLines: {
                modifiedPackLotLines: {},
                newPackLotLines: lots.map((lot_name) => ({lot_name})),
            },
        });

    /** Load a customer as the list of customers does. */
    const loadPartner = async (name) => {
        const ids = await pos().orm.search("res.partner", [["name", "=", name]]);
        await pos()._loadPartners(ids);
        return partner(name);
    };

    /** Wait until promotions, which look at an order behind its back, have settled. */
    const settled = async (cart = order()) => {
        let before = null;
        for (let quiet = 0; quiet < 3;) {
            await new Promise((resolve) => setTimeout(resolve, 50));
            const now = JSON.stringify(cart.export_as_JSON());
            quiet = now === before ? quiet + 1 : 0;
            before = now;
        }
    };

    const popupConfirmed = async () => {
        for (let i = 0; i < 100 && !document.querySelector(".popup .button.confirm"); i++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        document.querySelector(".popup .button.confirm").click();
    };

    const cartOf = (uuid) =>
        pos().orders.find((cart) => cart.sync_uuid === uuid && !cart.finalized);

    const send = (receiver, note) =>
        pos().sync.send(order(), {receiver_ids: [receiver], note, copies: false});

    const firstTable = () => pos().floors?.[0]?.tables[0] || null;

    const deliver = async (id, how = "claim") => {
        await pos().sync.refresh();
        const {inbox, sent} = pos().sync.lists;
        const summary = (how === "claim" ? inbox : sent).find((row) => row.id === id);
        const {order: cart, problem} = await pos().sync.deliver(summary, how, firstTable());
        if (cart && pos().programs?.length) {
            await settled(cart);
        }
        return {problem, cart: cart?.export_as_JSON()};
    };

    /** Pay and store a cart as the payment screen does. */
    const sell = async (uuid) => {
        const cart = cartOf(uuid);
        pos().set_order(cart);
        if (cart.get_due()) {
            const cash = pos().payment_methods.find(
                ({id, is_cash_count}) =>
                    is_cash_count && pos().config.payment_method_ids.includes(id)
            );
            cart.add_paymentline(cash);
        }
        const json = cart.export_as_JSON();
        cart.finalized = true;
        await pos().push_single_order(cart);
        return json;
    };

    /** What never ends, say, because a popup waits, is an error. */
    const within = (promise, seconds = 20) =>
        Promise.race([
            promise,
            new Promise((_resolve, reject) =>
                setTimeout(() => {
                    const shown = document.querySelector(".popup")?.innerText;
                    reject(new Error(`not within ${seconds} s. ${shown || ""}`));
                }, 1000 * seconds)
            ),
        ]);

    window.fidelity = {
        add,
        addCombo,
        addLots,
        cartOf,
        deliver,
        loadPartner,
        order,
        partner,
        popupConfirmed,
        position,
        pricelist,
        product,
        sell,
        send,
        settled,
        within,
    };
})();
