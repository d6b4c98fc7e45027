"""One server and one browser for the run; a fresh browser profile for each till of a test."""

import contextlib
import itertools
import os
import signal
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import pytest
from chromium import start_browser
from database import artifacts
from server import Server
from till import Till

ORDER_FIELDS = ["name", "uuid", "state", "reason", "holder_config_id", "pos_order_id"]
ORDER_FIELDS += ["amount_total", "amount_paid", "amount_difference", "is_reconciled"]
VIEW = {"width": 1366, "height": 768}


def shots():
    folder = Path(os.environ.get("SHOTS") or artifacts() / "shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def server():
    """A running server with the four tills of the prepared database."""
    with Server() as running:
        yield running


@pytest.fixture(scope="module")
def admin(server):
    """A client of the server of this module, which may have one of its own."""
    return server.client()


@pytest.fixture(scope="session")
def browser():
    try:
        with start_browser() as running:
            yield running
    except FileNotFoundError as error:
        pytest.exit(str(error), returncode=3)


@pytest.fixture
def errors_in_log(server):
    """A test fails when the server logs an error while it runs."""
    before = len(server.errors())
    yield
    assert server.errors()[before:] == []


@pytest.fixture
def tills(server, browser, errors_in_log, request):
    """``tills("Counter")`` is that till, open, in a browser profile of its own.

    What a browser reports as an error, and no step tolerates, fails the test.
    """
    opened, contexts = [], []

    def open_till(shop, page=None):
        if not page:
            contexts.append(browser.new_context(viewport=VIEW))
        opened.append(Till(page or contexts[-1].new_page(), server, shop))
        return opened[-1].reopen() if page else opened[-1].open()

    open_till.all = opened
    yield open_till
    failed = getattr(request.node, "failed", False)
    if failed:
        take(request, opened, "failed")
    for context in contexts:
        context.close()
    assert failed or [error for till in opened for error in till.errors] == []


def take(request, tills, step):
    """Save what each open till shows; a till that shows nothing any more is left out."""
    for till in tills:
        if not till.page.is_closed():
            name = f"{request.node.name}-{step}-{till.shop.replace(' ', '')}.png"
            with contextlib.suppress(OSError):
                till.page.screenshot(path=shots() / name, animations="disabled")


@pytest.fixture
def orders(admin):
    """``orders("note")`` reads from the server what was sent with that note, oldest first."""
    return lambda note: admin(
        "pos.sync.order", "search_read", [("note", "=", note)], fields=ORDER_FIELDS, order="id"
    )


@pytest.fixture
def shot(request, tills):
    """``shot("sent")`` saves a screenshot of every till of the test."""
    numbers = itertools.count(1)
    return lambda step: take(request, tills.all, f"{next(numbers):02}-{step}")


@pytest.fixture
def take_picture(request):
    """``take_picture(till, "sent")`` saves a screenshot of a till that a test opened itself."""
    return lambda till, step: take(request, [till], step)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.failed = report.failed
    return report


def pytest_configure():
    # Who ends this process does not leave a server behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties if report.when == "call" else ():
            terminalreporter.write_line(f"{name}: {value}")
    terminalreporter.write_line(f"Screenshots: {shots()}")
