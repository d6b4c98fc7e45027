"""Take the pictures of every screen: see dev/screenshots."""

import io
import sys
from pathlib import Path

from chromium import start_browser
from database import DEV, E2E, database, new_name, run_shell
from pictures_backend import show_backend
from PIL import Image
from scene import DESKTOP, PHONE, TABLET, Stage, resize
from scenes import SCENES
from stage import stage_server, staged

SIZES = {"desktop": DESKTOP, "tablet": TABLET, "phone": PHONE}
STORE = DEV.parent / "static/description"
IN_STORE = {"send": "send.png", "lines": "receive.png"}


def take(page, path):
    """Save what a page shows, as small as a picture of a screen can be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def play(stage, folder, places, store=False):
    """Take every scene in the sizes of ``places``, a dict of folders; the desktop is first."""
    for number, scene in enumerate(SCENES, 1):
        with scene.shown(stage) as till:
            for name, place in places.items():
                resize(till, SIZES[name], scene.on_phone)
                take(till.page, folder / place / f"{number:02}-{scene.name}.png")
                if store and name == "desktop" and scene.name in IN_STORE:
                    take(till.page, STORE / IN_STORE[scene.name])
            resize(till, DESKTOP)
        print(f"{folder.name}: {scene.name}", flush=True)


def end_some_orders(stage):
    """One order paid, one taken back: then the manager's list has every kind."""
    checkout, counter = stage.checkout, stage.counter
    checkout.page.evaluate(
        """() => {
            posmodel.set_order(posmodel.orders.find(({sync_uuid}) => sync_uuid));
            posmodel.showScreen("ProductScreen");
        }"""
    )
    checkout.pay_cash()
    counter.take_back("Gemini Furniture")


def main(folder):
    with start_browser() as browser:
        name, _tills = staged()
        arabic = new_name("arabic")
        database("drop", arabic)
        database("clone", name, arabic)
        try:
            with stage_server() as server, Stage(browser, server) as stage:
                play(stage, folder, {name: name for name in SIZES}, store=True)
                end_some_orders(stage)
                show_backend(browser, server, lambda page, name: take(page, STORE / f"{name}.png"))
            run_shell(arabic, E2E / "stage_arabic.py")
            with stage_server(arabic) as server, Stage(browser, server) as stage:
                play(stage, folder, {"desktop": "arabic/desktop", "phone": "arabic/phone"})
        finally:
            database("drop", arabic)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
