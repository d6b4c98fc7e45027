"""What a storm came to, for people and for programs."""

import collections
import json
import os
import platform
import re
import subprocess
import time
from pathlib import Path


def machine():
    """Return the machine in a line, without its name."""
    cpu = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{os.cpu_count()} x {cpu}, Python {platform.python_version()}"


def revision():
    here = Path(__file__).parent
    command = ["git", "-C", here, "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


class Report:
    """``is_good`` is the verdict: every order is accounted for, and no error is unexplained."""

    def __init__(self, plan, book, proxy, killer, account, errors):
        explained, self.unexpected = errors
        self.problems = account.problems
        self.is_good = not self.problems and not self.unexpected
        fates = {kind: number for kind, number in proxy.counts.items() if kind != "pass"}
        self.facts = {
            "verdict": "every order accounted for" if self.is_good else "FAILED",
            "machine": machine(),
            "revision": revision(),
            "date": time.strftime("%Y-%m-%d"),
            "seed": plan.seed,
            "seconds": plan.seconds,
            "orders followed": len(book.marks),
            "hand-offs": len(account.orders),
            "calls": sum(book.calls.values()),
            "kills": killer.count(),
            "faults on the way": dict(sorted(fates.items())),
            "calls by method": dict(book.calls.most_common()),
            "steps of the tills": dict(book.steps.most_common()),
            "answers lost": dict(book.losses.most_common()),
            "heard by websocket": dict(book.invitations.most_common()),
            "final places": dict(account.count.most_common()),
            "errors in the log, explained": explained,
            "seconds until every receiver heard of a new order": book.seconds_to_hear,
            "errors in the log, not explained": len(self.unexpected),
            "problems": self.problems,
        }

    def verdict(self):
        facts, kills = self.facts, sum(self.facts["kills"].values())
        on_the_way = sum(facts["faults on the way"].values())
        return (
            f"storm {'passed' if self.is_good else 'FAILED'}: seed {facts['seed']}, "
            f"{facts['seconds']} s, {kills} kills, {on_the_way} faults on the way, "
            f"{facts['calls']} calls, {facts['orders followed']} orders followed, "
            f"{len(self.problems)} problems, {len(self.unexpected)} unexplained errors"
        )

    def text(self):
        lines = []
        for name, value in self.facts.items():
            if name != "problems":
                lines.append(f"{name}: {flat(value) if isinstance(value, dict) else value}")
        lines += [f"PROBLEM {problem}" for problem in self.problems]
        kinds = collections.Counter(map(kind_of_error, self.unexpected))
        lines += [f"UNEXPLAINED {number} x {kind}" for kind, number in kinds.most_common(20)]
        lines += self.unexpected[:2]
        return "\n".join([*lines, self.verdict()])

    def write(self, folder):
        """Write ``storm.md`` and ``storm.json`` into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        facts = json.dumps(self.facts, indent=2, ensure_ascii=False)
        (folder / "storm.json").write_text(facts + "\n")
        (folder / "storm.md").write_text("\n".join(self.markdown()) + "\n")

    def markdown(self):
        yield "# The storm"
        yield ""
        yield (
            "`dev/storm` lets tills hand orders over while workers, server and database are "
            "killed, tabs die, calls are lost, delayed and doubled. Then the faults end, the tills "
            "settle, and each order must be in exactly one place, on which tills and server agree. "
            "This page is written by it."
        )
        yield ""
        yield f"**{self.verdict()}**"
        for name, value in self.facts.items():
            if isinstance(value, dict):
                yield from ("", f"## {name[0].upper()}{name[1:]}", "", "| | |", "|---|---:|")
                for key, number in value.items():
                    yield f"| {key} | {number} |"
        yield from ("", "## The run", "", "| | |", "|---|---|")
        for name, value in self.facts.items():
            if not isinstance(value, (dict, list)):
                yield f"| {name} | {value} |"
        if self.problems:
            yield from ("", "## Problems", "", *(f"- {problem}" for problem in self.problems))


def kind_of_error(record):
    """Return the first and the last line of an error, without numbers."""
    lines = [line for line in record.splitlines() if line.strip()]
    first = re.sub(r"^\S+ \S+ \d+ ", "", lines[0])
    return re.sub(r"\d+", "N", f"{first[:160]} ... {lines[-1][:160]}")


def flat(counts):
    return ", ".join(f"{key} {number}" for key, number in counts.items()) or "none"
