"""What a cashier does at a till, and what is on it."""

import re
import time
from urllib.parse import quote

PATIENCE = 15000  # milliseconds for a step of a healthy till
LINE_FIELDS = ("product_id", "qty", "price_unit", "discount", "price_type", "tax_ids")
AMOUNTS = ("price_subtotal", "price_subtotal_incl")

# Every cart of the browser that has lines and is not paid, as the till would export it.
CARTS = """() => posmodel.orders
    .filter((order) => !order.finalized && !order.is_empty())
    .map((order) => order.export_as_JSON())"""
CART = "() => posmodel.get_order().export_as_JSON()"
KEYS_READ = "() => !posmodel.env.services.number_buffer.eventsBuffer.length"
WATCH_COUNT = """(count) => {
    const look = () => {
        const shown = document.querySelector(".o_pos_sync_count")?.textContent.trim() || "0";
        if (Number(shown) === count && !window.seenAt) {
            window.seenAt = Date.now();
        }
    };
    new MutationObserver(look).observe(document.body, {
        childList: true, subtree: true, characterData: true,
    });
}"""
WATCH_CONFIRM = """() => document.querySelector(".o_pos_sync_confirm").addEventListener(
    "click", () => (window.clickedAt = Date.now()), { capture: true })"""


class Till:
    """A browser page with a point of sale in it."""

    def __init__(self, page, server, shop):
        self.page, self.server, self.shop = page, server, shop
        self.errors, self.tolerated, self.calls = [], [], []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self._error(f"page error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message):
        if message.type == "error":
            self._error(f"console: {message.text} {message.location.get('url', '')}")

    def _error(self, text):
        if not any(re.search(pattern, text) for pattern in self.tolerated):
            self.errors.append(f"{self.shop}: {text}")

    def _request(self, request):
        if "/call_kw/pos.sync.order/" in request.url:
            self.calls.append(request.url.rsplit("/", 1)[-1])

    def tolerate(self, *patterns):
        """Say which errors of the browser belong to the story."""
        self.tolerated += patterns

    # -- The page --------------------------------------------------------------------------

    def open(self):
        """Log in as the shop's cashier and go to the point of sale."""
        till = self.server.tills[self.shop]
        ui = f"/pos/ui?config_id={till['config']}"
        self.page.goto(f"{self.server.url}/web/login?redirect={quote(ui, safe='')}")
        self.page.fill("input[name=login]", till["login"])
        self.page.fill("input[name=password]", till["login"])
        self.page.click("button[type=submit]")
        return self.ready()

    def reopen(self):
        """Go to the point of sale in a browser that is logged in."""
        self.page.goto(
            f"{self.server.url}/pos/ui?config_id={self.server.tills[self.shop]['config']}"
        )
        return self.ready()

    def reload(self):
        self.page.reload()
        return self.ready()

    def ready(self):
        self.page.wait_for_selector(".product-list article.product", timeout=60000)
        self.page.wait_for_selector(".pos-loader", state="detached")
        return self

    def wait(self, expression, argument=None, timeout=PATIENCE):
        """Wait until a JavaScript function is true, with ``posmodel`` at hand."""
        self.page.wait_for_function(expression, arg=argument, timeout=timeout)

    def until(self, is_true, timeout=PATIENCE):
        """Wait until a function is true of the server, say, while the page goes on."""
        deadline = time.time() + timeout / 1000
        while not is_true():
            assert time.time() < deadline, f"not within {timeout} ms"
            self.page.wait_for_timeout(50)

    def catch_up(self):
        """Do what a till does after an outage, and now and then."""
        self.page.evaluate("() => posmodel.sync.catchUp()")

    # -- The cart --------------------------------------------------------------------------

    def add(self, product, **numbers):
        """Add a product; ``qty``, ``price`` and ``discount`` are keyed in, in this order."""
        self.page.locator("article.product", has_text=product).first.click()
        self.page.locator(".orderline.selected", has_text=product).wait_for()
        for mode, label in (("qty", "Qty"), ("price", "Price"), ("discount", "% Disc")):
            if mode in numbers:
                self.press(label, *numbers[mode])
        if set(numbers) - {"qty"}:
            self.press("Qty")

    def press(self, *keys):
        for key in keys:
            button = self.page.locator(".product-screen .numpad").get_by_text(key, exact=True)
            button.click()
            # Keys that come faster than a hand are taken for a barcode.
            self.wait(KEYS_READ)

    def set_customer(self, name):
        self.page.locator(".product-screen .set-partner").click()
        self.page.locator(".partnerlist-screen .partner-line", has_text=name).first.click()
        self.page.locator(".product-screen .set-partner", has_text=name).wait_for()

    def cart(self):
        """Return the cart on the screen as ``{field: value}``, ``lines`` being dicts too."""
        return self._flat(self.page.evaluate(CART))

    def carts_of(self, uuid):
        """Return the carts that hold this order of another till."""
        return [cart for cart in self.carts() if cart.get("sync_uuid") == uuid]

    def carts(self):
        """Return every cart of this browser that holds something."""
        return [self._flat(cart) for cart in self.page.evaluate(CARTS)]

    def _flat(self, cart):
        return {**cart, "lines": [line for _, _, line in cart["lines"]]}

    def shown_lines(self):
        """Return what the cashier reads in the cart: ``[(product, price)]``."""
        lines = self.page.locator(".product-screen .orderline")
        return [
            (line.locator(".product-name").inner_text(), line.locator(".price").inner_text())
            for line in lines.all()
        ]

    def shown_total(self):
        return self.page.locator(".product-screen .order-summary .total").inner_text()

    # -- Sending ---------------------------------------------------------------------------

    def choose(self, *receivers, note=""):
        """Open the popup and fill it in; :meth:`confirm` sends."""
        self.page.locator(".o_pos_sync_send").click()
        tiles = self.page.locator(".o_pos_sync_receiver")
        tiles.first.wait_for()
        for tile in tiles.all():
            wanted = tile.locator(".fw-bolder").inner_text() in receivers
            if wanted != (tile.get_attribute("aria-pressed") == "true"):
                tile.click()
        self.page.locator(".o_pos_sync_note").fill(note)
        self.page.evaluate(WATCH_CONFIRM)

    def confirm(self):
        self.page.locator(".o_pos_sync_confirm").click()
        self.page.locator(".o_pos_sync_send_popup").wait_for(state="detached")

    def send(self, *receivers, note=""):
        """Send the cart and wait until it is gone from the screen, and the server has it."""
        self.choose(*receivers, note=note)
        self.confirm()
        self.wait_sent()

    def wait_told(self):
        """Wait until nothing is left to be told to the server."""
        self.wait("() => !posmodel.sync.outbox.entries.length")

    def wait_sent(self):
        """Wait until the cart is gone; it leaves before the server has the order, so for both."""
        self.wait("() => posmodel.get_order().is_empty() && !posmodel.sync.outbox.entries.length")

    # -- Receiving -------------------------------------------------------------------------

    def count(self):
        badge = self.page.locator(".o_pos_sync_count").all_inner_texts()
        return int(badge[0]) if badge else 0

    def watch_count(self, count):
        self.page.evaluate(WATCH_COUNT, count)

    def open_inbox(self):
        self.page.locator(".o_pos_sync_badge").click()
        self.page.locator(".o_pos_sync_inbox").wait_for()

    def row(self, text):
        """Return the waiting order that shows ``text``: its customer, note or sender."""
        return self.page.locator(".o_pos_sync_order", has_text=text)

    def preview(self, text):
        self.row(text).locator(".o_pos_sync_preview").click()
        self.page.locator(".o_pos_sync_line").first.wait_for()
        return self.page.locator(".o_pos_sync_lines").inner_text()

    def deliver(self, text):
        """Deliver a waiting order and wait until it is the cart on the screen."""
        self.row(text).locator(".o_pos_sync_deliver").click()
        self.page.locator(".product-screen .orderline").first.wait_for()

    def open_sent(self):
        self.page.locator(".o_pos_sync_sent_badge").click()
        self.page.locator(".o_pos_sync_sent").wait_for()

    def take_back(self, text):
        """Take an order that was sent from here back into the cart."""
        self.row(text).locator(".o_pos_sync_take_back").click()
        self.page.locator(".product-screen .orderline").first.wait_for()

    def problem(self):
        """Wait for the error that a cashier is shown, and return it."""
        popup = self.page.locator(".popup-error")
        popup.wait_for()
        return popup.inner_text()

    # -- The end of an order ---------------------------------------------------------------

    def pay_cash(self):
        self.page.locator(".product-screen .pay-order-button").click()
        self.page.locator(".paymentmethod", has_text=f"Cash {self.shop}").click()
        self.page.locator(".payment-screen .button.next.highlight").click()
        self.page.locator(".receipt-screen .button.next.highlight[name=done]").wait_for()

    def next_order(self):
        self.page.locator(".receipt-screen .button.next.highlight[name=done]").click()
        self.page.locator(".product-list article.product").first.wait_for()

    def delete_order(self, name):
        """Throw a cart away in the Orders screen."""
        self.page.locator(".menu-button").first.click()
        self.page.locator(".ticket-button").click()
        row = self.page.locator(".ticket-screen .order-row", has_text=name)
        row.locator(".delete-button").click()
        self.page.locator(".popup-confirm .button.confirm").click()
        row.wait_for(state="detached")
