"""Measure every figure and write what was found: see dev/bench."""

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path

import browser_figures
import http_figures
from chromium import start_browser
from database import DEV, database, new_name, prepared, run_shell
from http_figures import BenchServer
from measure import Figure
from server import Server
from without import prepare_without

import report

HERE = Path(__file__).resolve().parent
SERVER_TIME = ("send", "inbox", "receivers", "history")
NAMES = (*SERVER_TIME, "claim", "race", "sustained", "badge", "delivery", "start")


@contextlib.contextmanager
def copy(what):
    """A copy of the prepared database, until the block ends."""
    name = new_name(what)
    database("drop", name)
    database("clone", prepared()[0], name)
    try:
        yield name
    finally:
        database("drop", name)


def measure_in_odoo():
    with copy("short") as short, copy("long") as long:
        os.environ["POS_SYNC_LONG"] = long
        for line in run_shell(short, HERE / "in_odoo.py").splitlines():
            if line.startswith("@figure "):
                found = json.loads(line.removeprefix("@figure "))
                yield Figure(**{k: v for k, v in found.items() if k not in ("ratio", "verdict")})


def measure(names, few):
    """Yield the figures, in an order in which none disturbs another."""
    if set(names) & set(SERVER_TIME):
        yield from (figure for figure in measure_in_odoo() if figure.name in names)
    with BenchServer() as server:
        if "claim" in names:
            yield http_figures.claim(server, few or 60)
        if "race" in names:
            yield http_figures.race(server, few or 12)
    with BenchServer() as server, start_browser() as browser:
        if "badge" in names:
            yield browser_figures.badge(server, browser, few or 40)
        if "delivery" in names:
            yield browser_figures.delivery(server, browser, few or 25)
    if "start" in names:
        with Server() as server, prepare_without() as other, start_browser() as browser:
            places = {"on": (server, "Counter"), "off": (server, "Kiosk")}
            places["without"] = (other, "Counter")
            yield from browser_figures.start(places, browser, few or 12)
    if "sustained" in names:
        with BenchServer(workers=2) as server:
            yield http_figures.sustained(server, 5 if few else 20)


def main():
    parser = argparse.ArgumentParser(prog="dev/bench")
    parser.add_argument("--quick", action="store_true", help="few rounds: whether it runs at all")
    parser.add_argument("--output", type=Path, default=DEV.parent / "docs")
    parser.add_argument("name", nargs="*", metavar="NAME", help=f"of: {', '.join(NAMES)}")
    args = parser.parse_args()
    if unknown := set(args.name) - set(NAMES):
        parser.error(f"there is no figure called {', '.join(sorted(unknown))}")
    if args.quick:
        os.environ["POS_SYNC_QUICK"] = "1"
    figures = []
    for figure in measure(args.name or NAMES, 5 if args.quick else 0):
        figures.append(figure)
        print(report.row(figure), flush=True)
    if not args.name:
        report.write(figures, args.output, args.quick)
    found = {figure.name.split()[0] for figure in figures}
    missing = set(args.name or NAMES) - found
    if missing:
        sys.exit(f"not measured: {', '.join(sorted(missing))}")


if __name__ == "__main__":
    main()
