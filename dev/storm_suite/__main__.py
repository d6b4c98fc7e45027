"""The command behind dev/storm: let it rage, account for every order, say what it came to."""

import argparse
import random
import signal
import sys
from pathlib import Path

from .plan import Plan
from .storm import Storm, say


def main():
    # Who ends this process does not leave a server behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="dev/storm", description="Faults over a real server.")
    parser.add_argument("--seed", type=int, help="of an earlier storm; by default a new one")
    parser.add_argument("--seconds", type=int, default=300, help="that it lasts (300)")
    parser.add_argument("--output", type=Path, help="folder for storm.md and storm.json")
    parser.add_argument("--without-browsers", action="store_true", help="simulated tills only")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    say(f"storm of {options.seconds} s, seed {seed}")
    report = Storm(Plan(seed, options.seconds), not options.without_browsers).run()
    print(report.text())
    if options.output:
        report.write(options.output)
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
