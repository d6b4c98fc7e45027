"""Figures of two browsers: from the click to the badge, and an order that becomes a cart."""

import json

from till import Till

from .place import RECEIVER, SENDER, Desk
from .stats import Row, compare, median, percentile

VIEW = {"width": 1366, "height": 768}
LINES = 200

WATCH = """() => {
    const look = () => {
        const shown = document.querySelector(".o_pos_sync_count")?.textContent.trim() || "0";
        if (shown === "1" && !window.seenAt) {
            window.seenAt = Date.now();
        }
    };
    new MutationObserver(look).observe(document.body, {
        childList: true, subtree: true, characterData: true,
    });
    posmodel.env.services.bus_service.subscribe("POS_SYNC_BENCH", () => {
        window.heardAt = Date.now();
    });
}"""
BARE = """(session) => {
    window.clickedAt = Date.now();
    posmodel.orm.call("pos.sync.bench", "notify", [session]);
}"""
FILL = """(id) => {
    const order = posmodel.get_order();
    order.add_product(posmodel.db.get_product_by_id(id));
}"""
CLICK = """() => {
    window.clickedAt = Date.now();
    document.querySelector(".o_pos_sync_confirm").click();
}"""
# Where the time between click and badge goes, of the receiving browser's last reading of its list.
READING = """() => {
    const [last] = performance.getEntriesByType("resource")
        .filter(({name}) => name.includes("get_inbox_for_ui")).slice(-1);
    performance.clearResourceTimings();
    return last && last.duration;
}"""


def open_till(place, server, shop):
    """Return a till in a browser profile of its own."""
    context = place.browser.new_context(viewport=VIEW)
    place.stack.callback(context.close)
    return Till(context.new_page(), server, shop).open()


def measure_badge(place):
    """From the click on Send to the badge on the other till, in two browsers."""
    tills = [open_till(place, place.server, shop) for shop in (SENDER, RECEIVER)]
    try:
        pairs, readings = _time_badges(place, *tills)
    finally:
        # An open till goes on reading its lists, and would disturb what is measured next.
        for till in tills:
            till.page.context.close()
    yield compare(
        "badge",
        "from the click on Send to the badge on the other till",
        "a bare bus notification between the same two browsers",
        2.0,
        pairs,
        note=f"of it, the other till's reading of its list {median(readings):.0f} ms",
    )
    ours = [ms for ms, _bare in pairs]
    worst = percentile(ours, 99)
    yield Row(
        "badge",
        "99th percentile of the same",
        "its median",
        3.0,
        worst,
        median(ours),
        worst / median(ours),
        max(ours) / median(ours),
        max(ours) / median(ours),
        rounds=len(pairs),
        note="spread: the slowest one",
    )


def _time_badges(place, counter, checkout):
    """Return ``([(ours, bare)], [reading])`` in milliseconds, by turns."""
    desk = Desk(place.server, RECEIVER)
    checkout.page.evaluate(WATCH)
    pairs, readings = [], []
    for number in range(place.rounds(60) + 5):
        bare = _notify(counter, checkout, desk.session)
        ours = _send(counter, checkout, desk.product)
        reading = checkout.page.evaluate(READING)
        _tidy(desk, checkout)
        if number >= 5:
            pairs.append((ours, bare))
            readings.append(reading)
    return pairs, readings


def _notify(counter, checkout, session):
    checkout.page.evaluate("window.heardAt = null")
    counter.page.evaluate(BARE, session)
    checkout.wait("() => window.heardAt")
    return checkout.page.evaluate("heardAt") - counter.page.evaluate("clickedAt")


def _send(counter, checkout, product):
    counter.page.evaluate(FILL, product)
    counter.page.locator(".o_pos_sync_send").click()
    confirm = counter.page.locator(".o_pos_sync_confirm:not([disabled])")
    tile = counter.page.locator(".o_pos_sync_receiver", has_text=RECEIVER).first
    tile.wait_for()
    for other in counter.page.locator(".o_pos_sync_receiver").all():
        wanted = other.locator(".fw-bolder").inner_text() == RECEIVER
        if wanted != (other.get_attribute("aria-pressed") == "true"):
            other.click()
    confirm.wait_for()
    checkout.page.evaluate("window.seenAt = null")
    counter.page.evaluate(CLICK)
    checkout.wait("() => window.seenAt")
    counter.wait("() => posmodel.get_order().is_empty()")
    return checkout.page.evaluate("seenAt") - counter.page.evaluate("clickedAt")


def _tidy(desk, checkout):
    """Take the order off the list again, at another device of the same till."""
    for order in desk("get_inbox_for_ui")["orders"]:
        desk.claim(order["id"])
        desk.confirm(order["id"])
    checkout.until(lambda: checkout.count() == 0)
    checkout.page.wait_for_timeout(100)


# -- An order of 200 lines becomes a cart -----------------------------------------------------

DELIVER = """async ([payload, uuid, isShown, lines]) => {
    const {sync} = posmodel;
    const {bringIn} = odoo.loader.modules.get(
        "@bi_pos_multi_session_sync/app/pos_sync_arrival");
    const summary = {id: 0, name: "SYNC", uuid, sender: "", cashier: "", note: ""};
    const begin = performance.now();
    const json = JSON.parse(payload);
    const {order, problem} = await bringIn(sync, summary, {payload: json, uuid, table: null});
    if (problem) {
        throw new Error(problem);
    }
    if (isShown) {
        await sync.carts.open(order);
        await shown(lines);
    }
    return finish(order, begin);
}"""
CORE = """async ([payload, uuid, isShown, lines]) => {
    const begin = performance.now();
    const json = JSON.parse(payload);
    const order = posmodel.createReactiveOrder({...json, uid: uuid.slice(0, 14), name: uuid});
    posmodel.orders.add(order);
    if (isShown) {
        posmodel.set_order(order);
        posmodel.showScreen("ProductScreen");
        await shown(lines);
    }
    return finish(order, begin);
}"""
HELPERS = """() => {
    window.shown = async (lines) => {
        while (document.querySelectorAll(".product-screen .orderline").length !== lines) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
        }
    };
    window.finish = async (order, begin) => {
        const ms = performance.now() - begin;
        order.sync_uuid = false;
        order.temporary = true;
        posmodel.removeOrder(order, false);
        posmodel.add_new_order();
        posmodel.orders.filter((other) => other !== posmodel.get_order() && other.is_empty())
            .forEach((other) => posmodel.removeOrder(other, false));
        await shown(0);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return ms;
    };
}"""


def measure_deliver(place):
    """What a browser does with an order of 200 lines that it was given."""
    till = open_till(place, place.server, RECEIVER)
    desk = Desk(place.server, SENDER)
    till.page.evaluate(HELPERS)
    payload = _export(till, desk.order(LINES))
    till.page.evaluate(HELPERS)
    for is_shown, what in ((False, "load"), (True, "load and show")):
        pairs = []
        for number in range(place.rounds(20) + 3):
            names = [f"{number:05}-{is_shown:03}-{side}-bench" for side in ("1111", "2222")]
            script = zip((DELIVER, CORE), names, strict=True)
            ours, core = (
                till.page.evaluate(code, [payload, name, is_shown, LINES]) for code, name in script
            )
            if number >= 3:
                pairs.append((ours, core))
        yield compare(
            "deliver",
            f"{what} a delivered order of {LINES} lines in the browser",
            f"Odoo's `init_from_JSON` of the same: {what}",
            1.3,
            pairs,
        )
    till.page.context.close()


def _export(till, order):
    """Return an order as the terminal itself exports it."""
    code = """(json) => {
        const order = posmodel.createReactiveOrder(json);
        const text = JSON.stringify(order.export_as_JSON());
        order.temporary = true;
        posmodel.removeOrder(order, false);
        return text;
    }"""
    text = till.page.evaluate(code, order)
    if len(json.loads(text)["lines"]) != LINES:
        raise RuntimeError("The browser does not know the products.")
    return text
