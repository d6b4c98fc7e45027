"""A storm of faults over a real server, and the accounting of every order after it."""

import logging
import sys
import threading
import time

from database import artifacts
from server import RpcError, Server

from .account import Account, Shelf
from .book import Book
from .browsers import Pages
from .device import Device, Lost
from .gestures import Cashier
from .kills import Killer
from .log import AFTER, judge
from .proxy import Proxy
from .shops import DEVICES, Front
from .verdict import Report

WORKERS, SETTLING = 2, 12  # processes for calls; attempts of a till to settle
# Seconds for everybody to hear of one of the orders that are sent now and then. Odoo's bus itself
# sleeps for 50 when its database was away, with all websockets open.
HEARING, BETWEEN_ORDERS = 90, 5
CALM = 6  # seconds at least from what was killed being there again to the next kill
PATIENCE = 60  # seconds for a till to end its step


def keep_diary():
    """Write down what each till asks, hears and holds: for those who look for a lost order.

    :return: the file, one event a line
    """
    path, logger = artifacts() / "storm.diary", logging.getLogger("storm")
    handler = logging.FileHandler(path, mode="w")
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    logger.setLevel(logging.INFO)
    logger.handlers, logger.propagate = [handler], False
    return path


def say(text):
    print(f"== {text}", file=sys.stderr, flush=True)


class Storm:
    """One run: ``run()`` returns a :class:`Report`, and nothing of the storm is left behind."""

    def __init__(self, plan, with_browsers=True):
        self.plan, self.with_browsers = plan, with_browsers
        self.book, self.stop = Book(f"{plan.seed}"), threading.Event()

    def run(self):
        say(f"what each till does is written to {keep_diary()}")
        with Server(WORKERS) as server, Proxy(server, self.plan) as proxy:
            killer, front = Killer(server), Front(server, proxy.url)
            killer.write_all_down()
            devices = [
                Device(front, shop, f"{shop} {number}", self.book)
                for number, shop in enumerate(DEVICES, 1)
            ]
            pages = Pages(front, proxy, self.plan, self.book) if self.with_browsers else None
            self.blow(killer, proxy, devices, pages)
            say("the storm is over: the tills settle")
            shelves = [self.settle(device) for device in devices] + (pages.close() if pages else [])
            self.call_the_roll(devices)
            account = Account(server.client(), self.book, shelves)
            errors = judge(
                server.log.read_text(errors="replace"), killer.windows("database killed", AFTER)
            )
            return Report(self.plan, self.book, proxy, killer, account, errors)

    def blow(self, killer, proxy, devices, pages):
        cashiers = [Cashier(device, self.plan, self.stop) for device in devices]
        if pages:
            pages.open()
        begin, proxy.is_stormy = time.monotonic(), True
        for thread in cashiers + ([pages] if pages else []):
            (thread.begin if thread is pages else thread.start)()
        calm = begin
        for second, kind in self.plan.kills():
            time.sleep(max(0, max(begin + second, calm) - time.monotonic()))
            if time.monotonic() > begin + self.plan.seconds:
                break
            say(f"second {time.monotonic() - begin:.0f}: {kind}")
            killer.strike(kind, self.plan.rng(kind, second))
            calm = time.monotonic() + CALM
        time.sleep(max(0, begin + self.plan.seconds - time.monotonic()))
        self.stop.set()
        for cashier in cashiers:
            cashier.join(PATIENCE)
            if cashier.is_alive():
                self.book.problem(f"{cashier.name} hangs")
        if pages:
            pages.end()
        proxy.is_stormy = False
        proxy.wait_for_late_copies()

    def settle(self, device):
        """Open the till once more, without faults, until it has told everything."""
        for _attempt in range(SETTLING):
            try:
                device.start()
                break
            except (Lost, RpcError) as error:
                why = error.__cause__ or error
                time.sleep(1)
        else:
            self.book.problem(f"{device.name} does not settle: {why}")
        storage = device.storage
        sends = [
            entry["args"][0]["order"]
            for entry in storage["outbox"].values()
            if entry["method"] == "send_from_ui"
        ]
        carts, sales = storage["carts"].values(), storage["sales"].values()
        return Shelf(device.name, device.config, device.token, carts, sales, sends)

    def call_the_roll(self, devices):
        """The websockets have outlived the storm: each receiver hears of an order sent now."""
        sender = Cashier(devices[0], self.plan, self.stop)
        receivers = sender.device.server.receivers_of(sender.device.shop)
        deaf, sent = [device for device in devices if device.config in receivers], set()
        begin = time.monotonic()
        while deaf and time.monotonic() < begin + HEARING:
            sent |= {order["id"] for order in sender.send_to(receivers, sender.build())["orders"]}
            time.sleep(BETWEEN_ORDERS)
            deaf = [
                device for device in deaf if not sent & {order for order, _ in device.ear.heard}
            ]
        self.book.seconds_to_hear = round(time.monotonic() - begin)
        for device in deaf:
            self.book.problem(f"{device.name} heard of none of {len(sent)} orders")
        for device in devices:
            device.ear.close()
