"""The browser of the machine, without a window."""

import contextlib
import shutil

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "chrome", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    # What is not this machine fails at once, so that nothing waits for a font.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


@contextlib.contextmanager
def start_browser():
    """Run it until the block ends.

    :raise FileNotFoundError: there is none
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise FileNotFoundError("Chromium is missing: dev/setup --browser installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
