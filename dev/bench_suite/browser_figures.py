"""The figures of what a cashier waits for, in real browsers."""

import time
from statistics import median

from calls import Terminal
from conftest import VIEW
from measure import Figure, percentile, rounds
from till import Till

LINES = 200
WATCH = """() => {
    const look = () => {
        const shown = Number(document.querySelector(".o_pos_sync_count")?.textContent.trim() || 0);
        if (shown !== window.shownCount) {
            Object.assign(window, {shownCount: shown, changedAt: Date.now()});
        }
    };
    look();
    new MutationObserver(look).observe(document.body, {
        childList: true, subtree: true, characterData: true,
    });
    posmodel.env.services.bus_service.subscribe(
        "POS_SYNC_BENCH", () => (window.heardAt = Date.now()));
}"""
NOTIFY = """async (session) => {
    window.askedAt = Date.now();
    await fetch("/pos_sync_bench/notify", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({jsonrpc: "2.0", method: "call", params: {session}}),
    });
    return window.askedAt;
}"""
FILL = """(count) => {
    const {db} = posmodel, order = posmodel.get_order();
    const products = Object.values(db.product_by_id)
        .filter(({tracking, attribute_line_ids, combo_ids}) =>
            tracking === "none" && !attribute_line_ids.length && !combo_ids?.length);
    for (let line = 0; line < count; line++) {
        order.add_product(products[line % products.length], {quantity: 1 + line % 3, merge: false});
    }
    return order.export_as_JSON();
}"""
CORE = """(payload) => {
    const json = {...payload, uid: crypto.randomUUID(), name: "bench", server_id: false};
    const start = performance.now();
    const order = posmodel.createReactiveOrder(json);
    posmodel.orders.add(order);
    order.save_to_db();
    const taken = performance.now() - start;
    posmodel.orders.remove(order);
    posmodel.db.remove_unpaid_order(order);
    return taken;
}"""
OURS = """async (payload) => {
    const {receiver} = posmodel.sync, uuid = crypto.randomUUID();
    const summary = {id: 0, name: "bench", sender: "Counter", cashier: "Anna", note: ""};
    const start = performance.now();
    const {order, problem} = await receiver._bringIn(summary, {order: payload, uuid}, null);
    const taken = performance.now() - start;
    if (problem) {
        throw new Error(problem);
    }
    receiver.carts.remove(order);
    return taken;
}"""


def open_till(browser, server, shop):
    return Till(browser.new_context(viewport=VIEW).new_page(), server, shop).open()


def close(*tills):
    for till in tills:
        till.page.context.close()


def badge(server, browser, count):
    """From the click on Send to the badge of the other till, against a notification alone."""
    counter, checkout = (
        open_till(browser, server, "Counter"),
        open_till(browser, server, "Checkout"),
    )
    device, session = Terminal(server, "Checkout"), server.tills["Checkout"]["session"]
    for order in device("get_inbox_for_ui")["orders"]:
        device("decline_from_ui", order["id"], "bench")
    checkout.reload()
    checkout.page.evaluate(WATCH)
    shown = "(count) => (window.shownCount || 0) === count"

    def notify():
        checkout.page.evaluate("window.heardAt = 0")
        asked = counter.page.evaluate(NOTIFY, session)
        checkout.wait("() => window.heardAt")
        return checkout.page.evaluate("window.heardAt") - asked

    def send():
        checkout.wait(shown, 0)
        counter.add("E2E Pen")
        counter.send("Checkout")
        checkout.wait(shown, 1)
        taken = checkout.page.evaluate("window.changedAt") - counter.page.evaluate("clickedAt")
        [order] = device("get_inbox_for_ui")["orders"]
        device("decline_from_ui", order["id"], "bench")
        return taken

    baseline, ours = rounds(count, notify, send)
    close(counter, checkout)
    slowest = percentile(ours, 99) / median(ours)
    return Figure(
        "badge",
        "from the click on Send to the badge at the other till",
        "a bare bus notification between the same two browsers",
        2.0,
        ours,
        baseline,
        notes=[f"99th percentile: {slowest:.2f} times the median, below 3"],
        also=slowest < 3,
    )


def delivery(server, browser, count):
    """A claimed order into a cart, compared with what was sent; against Odoo's own loading."""
    counter, checkout = (
        open_till(browser, server, "Counter"),
        open_till(browser, server, "Checkout"),
    )
    payload = counter.page.evaluate(FILL, LINES)
    baseline, ours = rounds(
        count,
        lambda: checkout.page.evaluate(CORE, payload),
        lambda: checkout.page.evaluate(OURS, payload),
    )
    close(counter, checkout)
    return Figure(
        "delivery",
        f"load an order of {LINES} lines into the cart and compare it with what was sent",
        "Odoo's loading of the same order from its JSON, with no comparison",
        1.3,
        ours,
        baseline,
    )


def start(servers, browser, count):
    """From the address to the products, with the addon on or off, against a shop without it."""
    tills = {name: open_till(browser, server, shop) for name, (server, shop) in servers.items()}

    def open_again(till):
        def once():
            begin = time.perf_counter()
            till.reload()
            return 1000 * (time.perf_counter() - begin)

        return once

    without, off, on = rounds(
        count, *(open_again(tills[name]) for name in ("without", "off", "on"))
    )
    close(*tills.values())
    what, baseline_is = (
        "start of the point of sale, flags %s",
        "the same database without the addon",
    )
    return [
        Figure("start on", what % "on", baseline_is, 1.03, on, without),
        Figure("start off", what % "off", baseline_is, 1.0, off, without),
    ]
