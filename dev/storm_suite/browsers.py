"""Two real browsers in the storm: a counter that sends, a checkout that delivers and sells."""

import json
import threading

from chromium import start_browser
from playwright.sync_api import Error
from till import Till

from .account import Shelf
from .book import mark_of
from .proxy import TILL

VIEW = {"width": 1366, "height": 768}
PATIENCE, PAUSE, TRIES = 10000, 500, 25  # milliseconds; times a till is opened or asked to settle
# The clock of the checkout is seven hours ahead.
CLOCK = """(() => {
    const RealDate = Date, ahead = 7 * 3600 * 1000;
    window.Date = class extends RealDate {
        constructor(...args) { super(...(args.length ? args : [RealDate.now() + ahead])); }
        static now() { return RealDate.now() + ahead; }
    };
})()"""
BUILD = """(mark) => {
    if (!posmodel.get_order().is_empty()) {
        posmodel.add_new_order();
    }
    const order = posmodel.get_order();
    const products = Object.values(posmodel.db.product_by_id);
    order.add_product(products.find(({display_name}) => display_name.includes("E2E Pen")));
    order.get_selected_orderline().set_customer_note(mark);
    order.save_to_db();
}"""
FILL = """() => {
    for (let size = 2 ** 22, i = 0; size >= 1;) {
        try {
            localStorage.setItem(`junk${i++}`, "x".repeat(size));
        } catch {
            size = Math.floor(size / 2);
        }
    }
}"""
EMPTY = """() => Object.keys(localStorage).filter((key) => key.startsWith("junk"))
    .forEach((key) => localStorage.removeItem(key))"""
SETTLE = """async () => {
    await posmodel.sync.catchUp();
    await posmodel.push_orders();
    const {sync, db} = posmodel;
    return !sync.isStale && !sync.outbox.entries.length && !db.get_orders().length;
}"""
HOLDS = """() => ({
    token: localStorage.getItem("bi_pos_multi_session_sync.token"),
    carts: posmodel.orders.filter((order) => !order.finalized && !order.is_empty())
        .map((order) => order.export_as_JSON()),
    sales: posmodel.db.get_orders().map(({data}) => data),
    sends: posmodel.sync.outbox.entries.filter(({method}) => method === "send")
        .map(({args}) => args[0].order),
})"""


class Pages:
    """``open()``, ``begin()``, ``end()`` and ``close()``, in this order; a thread does it all."""

    def __init__(self, front, proxy, plan, book):
        self.front, self.plan, self.book = front, plan, book
        self.events = {name: threading.Event() for name in ("opened", "begun", "ended", "calm")}
        self.shelves, self.error = [], None
        self.thread = threading.Thread(target=self._run, daemon=True, name="pages")
        proxy.listeners.append(self._hear)

    def open(self):
        self.thread.start()
        self.events["opened"].wait(240)

    def begin(self):
        self.events["begun"].set()

    def end(self):
        self.events["ended"].set()

    def close(self):
        """Let the browsers settle and return what they hold."""
        self.events["calm"].set()
        self.thread.join(240)
        if self.error or self.thread.is_alive():
            self.book.problem(f"The browsers failed: {self.error!r}")
        return self.shelves

    def _hear(self, till, method, body, answer):
        """A browser was told that its order is sent."""
        if till.startswith("Page") and method == "send_from_ui" and b'"sent"' in answer:
            vals = json.loads(body)["params"]["args"][1]
            self.book.told_sent(vals, json.loads(answer.split(b"\r\n\r\n", 1)[1])["result"])

    # -- In the thread -------------------------------------------------------------------------

    def _run(self):
        try:
            with start_browser() as browser:
                self.counter = self._open_till(browser, "Counter")
                self.checkout = self._open_till(browser, "Checkout", CLOCK)
                self.events["opened"].set()
                self.events["begun"].wait(240)
                number = 0
                while not self.events["ended"].is_set():
                    number += 1
                    self._step(number)
                self.events["calm"].wait(240)
                self.shelves = [self._settle(till) for till in (self.counter, self.checkout)]
        except (Error, RuntimeError, OSError) as error:
            self.error = error
        finally:
            self.events["opened"].set()

    def _open_till(self, browser, shop, script=None):
        headers = {TILL: f"Page {shop}"}
        context = browser.new_context(viewport=VIEW, extra_http_headers=headers)
        if script:
            context.add_init_script(script)
        return Till(context.new_page(), self.front, shop).open()

    def _step(self, number):
        """An order is built, sent, delivered and sold, and a tab dies on the way, or none."""
        rng = self.plan.rng("page", number)
        dies = rng.choice(["", "", "sending", "sent", "delivering", "delivered", "full"])
        if number == 2:
            dies = "full"
        note, mark = f"from page {number}", None
        try:
            mark = self._build()
            if dies == "full":
                return self._send_from_full_storage(note, mark)
            self._send(note, dies)
            self._deliver(note, dies)
            if rng.random() < 0.7:
                self.checkout.pay_cash()
                self.checkout.next_order()
                self.book.count("steps", "page: sold")
        except (Error, AssertionError):
            # Out of reach, or an error on the screen: the cashier reloads.
            self.book.count("steps", "page: reloaded in trouble")
            for till in (self.counter, self.checkout):
                self._reopen(till)

    def _build(self):
        mark = self.book.new_mark()
        try:
            self.counter.page.evaluate(BUILD, mark)
        except Error:
            del self.book.marks[mark]
            raise
        return mark

    def _send(self, note, dies):
        self.counter.choose("Checkout", note=note)
        self.counter.page.locator(".o_pos_sync_confirm").click()
        if dies == "sending":
            return self._die(self.counter, dies)
        self.counter.wait("() => posmodel.get_order().is_empty()")
        self.book.count("steps", "page: sent")
        if dies == "sent":
            self._die(self.counter, dies)

    def _deliver(self, note, dies):
        self.checkout.open_inbox()
        row = self.checkout.row(note)
        row.wait_for()
        row.locator(".o_pos_sync_deliver").click()
        if dies == "delivering":
            self._die(self.checkout, dies)
        self.checkout.page.locator(".product-screen .orderline").first.wait_for()
        self.book.count("steps", "page: delivered")
        if dies == "delivered":
            self._die(self.checkout, dies)

    def _send_from_full_storage(self, note, mark):
        """Where nothing can be kept and the server is away, the cashier is told, and has it."""
        page = self.counter.page
        page.evaluate(FILL)
        page.route("**/send_from_ui", lambda route: route.abort())
        self.counter.choose("Checkout", note=note)
        page.locator(".o_pos_sync_confirm").click()
        page.wait_for_timeout(2000)
        shown = page.locator(".popup-error").count()
        carts = [mark_of(cart) for cart in page.evaluate(HOLDS)["carts"]]
        self.book.count("steps", "page: sent from a full storage")
        if not shown or mark not in carts:
            self.book.problem(f"Full storage: {mark}: {shown} errors shown, carts {carts}")
        self._die(self.counter, "full")

    # -- Tabs ----------------------------------------------------------------------------------

    def _die(self, till, when):
        self.book.count("steps", f"page: tab killed, {when}")
        self._reopen(till)

    def _reopen(self, till):
        """Kill the tab and open another one of the same browser, as soon as there is a server."""
        context, config = till.page.context, self.front.tills[till.shop]["config"]
        till.page.close()
        for _try in range(TRIES):
            page = context.new_page()
            again = Till(page, self.front, till.shop)
            try:
                page.goto(f"{self.front.url}/web/login", timeout=PATIENCE)
                page.evaluate(EMPTY)
                page.goto(f"{self.front.url}/pos/ui?config_id={config}", timeout=PATIENCE)
                again.open() if "/web/login" in page.url else again.ready()
                till.page = page
                return
            except Error:
                page.close()
                threading.Event().wait(PAUSE / 1000)
        raise RuntimeError(f"{till.shop} cannot be opened any more")

    def _settle(self, till):
        self._reopen(till)
        for _try in range(TRIES):
            if till.page.evaluate(SETTLE):
                break
            till.page.wait_for_timeout(PAUSE)
        holds = till.page.evaluate(HOLDS)
        config = self.front.tills[till.shop]["config"]
        return Shelf(f"Page {till.shop}", config, **holds)
