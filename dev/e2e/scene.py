"""What a scene of the pictures and the accessibility check is, and the tills it plays on."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from till import Till

SCENES = []
DESKTOP, TABLET, PHONE = (
    {"width": width, "height": height} for width, height in ((1366, 768), (820, 1180), (390, 844))
)
CART = [["FURN_7777", 2, 10], ["FURN_0001", 1, 0], ["FURN_0003", 3, 0], ["FURN_0002", 1, 0]]
FILL = """([lines, customer]) => {
    const {db} = posmodel, order = posmodel.get_order();
    const products = Object.values(db.product_by_id);
    for (const [code, quantity, discount] of lines) {
        const product = products.find(({default_code}) => default_code === code);
        order.add_product(product, {quantity, merge: false});
        order.get_selected_orderline().set_discount(discount);
    }
    order.set_partner(Object.values(db.partner_by_id).find(({name}) => name === customer));
}"""
# Instead of paper: the slip over the page.
PRINT = """() => {
    window.print = () => {
        const slip = document.querySelector(".o_pos_sync_slip").cloneNode(true);
        const paper = document.createElement("div");
        paper.id = "paper";
        paper.append(slip);
        paper.style = "position: fixed; inset: 0; z-index: 10000; background: white";
        slip.style = "margin: 1rem auto; max-width: 360px";
        document.body.append(paper);
    };
}"""
DRAWN = """async () => {
    for (let frames = 0; frames < 10; frames++) {
        await new Promise(requestAnimationFrame);
    }
    const ending = ({effect}) => effect.getTiming().iterations !== Infinity;
    const animations = document.getAnimations().filter(ending);
    await Promise.all(animations.map(({finished}) => finished.catch(() => {})));
}"""


@dataclass
class Scene:
    """``selector`` is what of the page is ours; ``on_phone`` is what it takes more there."""

    name: str
    selector: str
    play: Callable
    on_phone: Callable

    @contextlib.contextmanager
    def shown(self, stage):
        playing = self.play(stage)
        yield next(playing)
        next(playing, None)


def scene(selector, on_phone=None):
    def add(play):
        SCENES.append(Scene(play.__name__.replace("_", "-"), selector, play, on_phone))
        return play

    return add


class Stage:
    """The tills of the scenes, each opened in a browser profile of its own when it is needed."""

    def __init__(self, browser, server, script=None):
        self.browser, self.server, self.script = browser, server, script
        self.contexts, self.tills = [], {}

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for context in self.contexts:
            context.close()

    def till(self, shop, kind=Till):
        if shop not in self.tills:
            self.contexts.append(self.browser.new_context(viewport=DESKTOP))
            page = self.contexts[-1].new_page()
            if self.script:
                page.add_init_script(path=self.script)
            self.tills[shop] = kind(page, self.server, shop).open()
        return self.tills[shop]

    @property
    def counter(self):
        return self.till("Counter")

    @property
    def checkout(self):
        return self.till("Checkout")

    @property
    def kiosk(self):
        return self.till("Kiosk")


def fill_cart(till, lines=CART, customer="Deco Addict"):
    till.page.evaluate(FILL, [lines, customer])
    till.page.locator(".product-screen .orderline").first.wait_for(state="attached")


def settle(page):
    """Wait until everything is drawn, pictures too, and nothing fades in any more."""
    page.evaluate(DRAWN)
    page.wait_for_function("() => [...document.images].every(({complete}) => complete)")


def resize(till, size, on_phone=None):
    """Look at the same screen in another size, as far as it is one step away there."""
    page, was_small = till.page, till.page.viewport_size != DESKTOP
    page.set_viewport_size(size)
    if size == DESKTOP and was_small:
        # As it is when a till is opened.
        if page.locator(".popup-control-buttons").count():
            page.keyboard.press("Escape")
        page.evaluate("() => (posmodel.mobile_pane = 'right')")
    elif size != DESKTOP and on_phone and not was_small:
        on_phone(till)
    settle(page)


def look_at_cart(till):
    till.page.locator(".review-button").click()


def show_more(till):
    look_at_cart(till)
    till.page.locator(".mobile-more-button").click()
