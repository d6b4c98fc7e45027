"""How long a point of sale takes to start: without the addon, and with its flags off and on."""

import time

from database import E2E, run_shell
from server import Server
from till import Till

from .place import start
from .stats import compare

SHOP = "Kiosk"
HERE = E2E.parent / "bench_suite"
FLAGS = ["is_sync_sender", "is_sync_receiver"]
# In the page from its first moment on: when the products are there and nothing covers them.
READY = """() => {
    const look = () => {
        const isReady = document.querySelector(".product-list article.product")
            && !document.querySelector(".pos-loader");
        if (isReady) {
            window.readyAt = performance.now();
        } else {
            requestAnimationFrame(look);
        }
    };
    requestAnimationFrame(look);
}"""


def measure_start(place):
    """Three servers with the same data, one browser profile each, in turns."""
    shops = {name: _Shop(place, name) for name in ("without", "off", "on")}
    times = {name: [] for name in shops}
    names = list(shops)
    for number in range(place.rounds(40) + 2):
        for name in names:
            milliseconds = shops[name].start_pos()
            if number >= 2:
                times[name].append(milliseconds)
        names = names[1:] + names[:1]  # everybody is first once
    for shop in shops.values():
        shop.close()
    for name, limit in (("on", 1.03), ("off", 1.0)):
        yield compare(
            "start",
            f"start of the point of sale, flags {name}",
            "the same without the addon",
            limit,
            list(zip(times[name], times["without"], strict=True)),
            within_noise=name == "off",
            note="reached when 1.00 is in the spread" if name == "off" else "",
        )


class _Shop:
    """A server of its own, and a browser that has been there before."""

    def __init__(self, place, kind):
        self.server = Server()
        place.stack.callback(self.server.drop)
        if kind == "without":
            output = run_shell(self.server.database, HERE / "uninstall.py")
            if "@uninstalled" not in output:
                raise RuntimeError("The addon could not be uninstalled, see the log of the run.")
        start(self.server)
        if kind == "on":
            config = self.server.tills[SHOP]["config"]
            admin = self.server.client()
            admin("pos.config", "write", [config], dict.fromkeys(FLAGS, True))
        self.context = place.browser.new_context(viewport={"width": 1366, "height": 768})
        self.till = Till(self.context.new_page(), self.server, SHOP).open()
        self.context.add_init_script(f"({READY})()")
        has_sync = self.till.page.evaluate("Boolean(posmodel.sync)")
        if has_sync != (kind == "on"):
            raise RuntimeError(f"{kind}: the addon is {'up' if has_sync else 'not up'}")

    def start_pos(self):
        """Return the milliseconds from the address to the products."""
        self.till.reopen()
        self.till.wait("() => window.readyAt")
        milliseconds = self.till.page.evaluate("readyAt")
        time.sleep(0.3)  # what comes after it is not the next one's business
        return milliseconds

    def close(self):
        self.context.close()
        self.server.drop()
