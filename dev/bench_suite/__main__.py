"""The command behind dev/bench: measure what was asked for, and write it down."""

import argparse
import signal
import sys
import time
import traceback
from pathlib import Path

from database import artifacts

from .history import measure_history
from .in_browser import measure_badge, measure_deliver
from .in_server import measure_inbox, measure_receivers, measure_send
from .load import measure_sustained
from .machine import describe, load, require_fsync
from .over_http import measure_claim, measure_race
from .place import Place
from .pos_start import measure_start
from .report import table, write
from .websockets import measure_websockets

FIGURES = {
    "send": measure_send,
    "inbox": measure_inbox,
    "badge": measure_badge,
    "claim": measure_claim,
    "receivers": measure_receivers,
    "history": measure_history,
    "race": measure_race,
    "start": measure_start,
    "deliver": measure_deliver,
    "sustained": measure_sustained,
    "websockets": measure_websockets,
}
DOCS = Path(__file__).resolve().parents[2] / "docs"


def say(text):
    print(text, flush=True)


def arguments():
    parser = argparse.ArgumentParser(prog="dev/bench")
    parser.add_argument("figure", nargs="*", help="all, by default", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="few rounds, to try it out")
    parser.add_argument("--output", type=Path, default=DOCS, metavar="FOLDER")
    args = parser.parse_args()
    unknown = set(args.figure) - set(FIGURES)
    if unknown:
        parser.error(f"no figure is called {', '.join(unknown)}; there are {', '.join(FIGURES)}")
    return args


def main():
    args = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    rows, failed, begin = [], [], time.time()
    with Place(args.quick) as place:
        require_fsync()
        about = describe(place) | {"quick": args.quick, "failed": failed}
        for name in [name for name in FIGURES if name in (args.figure or FIGURES)]:
            started = time.time()
            try:
                found = list(FIGURES[name](place))
            except Exception:  # noqa: BLE001 - the other figures are measured all the same
                failed.append(name)
                traceback.print_exc()
                continue
            rows += found
            # What is known is written at once: the run is long.
            about["seconds"], about["load_after"] = round(time.time() - begin), load()
            write(args.output, rows, about)
            say(f"[{name}] {time.time() - started:.0f} s\n{table(found)}\n")
    say(f"{table(rows)}\n\n{args.output / 'bench.md'}; logs: {artifacts()}")
    if failed:
        say(f"not measured: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
