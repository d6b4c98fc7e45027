"""The figures as a table and as JSON, with the machine that they are from."""

import json
import os
import platform
import subprocess
from datetime import date

from measure import spread

HEAD = """# Speed

Made by `dev/bench`. Every figure is a ratio: ours against a baseline in the same run, in
interleaved rounds, on PostgreSQL with durable commits (`fsync`, `synchronous_commit` and
`full_page_writes` on). Times are medians with the middle half of the rounds in brackets, in
milliseconds. Server time is that of one transaction with its commit, without HTTP.

| what | baseline | ours | baseline took | ratio | at most | |
| --- | --- | --- | --- | --- | --- | --- |
"""


def row(figure):
    """Return one line of the table."""
    cells = [figure.what, figure.baseline_is, spread(figure.ours), spread(figure.baseline)]
    cells += [f"**{figure.ratio:.2f}**", f"{figure.target:g}", figure.verdict]
    return f"| {' | '.join(cells)} |"


def machine():
    """Return what the figures depend on, by name."""

    def ask(*command):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    with open("/proc/cpuinfo") as lines:
        models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": date.today().isoformat(),
        "commit": ask("git", "rev-parse", "--short", "HEAD"),
        "processor": f"{os.cpu_count()} x {models[0] if models else platform.processor()}",
        "memory": f"{memory:.0f} GiB",
        "system": platform.platform(),
        "postgresql": ask("psql", "-d", "postgres", "-Atc", "SHOW server_version"),
        "browser": ask("chromium", "--version"),
        "load_at_end": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def write(figures, folder, quick):
    """Write bench.json and bench.md into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = machine() | ({"quick": "few rounds, no basis for a judgement"} if quick else {})
    data = {"machine": found, "figures": [figure.as_dict() for figure in figures]}
    (folder / "bench.json").write_text(json.dumps(data, indent=1) + "\n")
    text = HEAD + "\n".join(map(row, figures)) + "\n"
    for figure in figures:
        if figure.notes:
            text += f"\n**{figure.what[0].upper()}{figure.what[1:]}**: {'; '.join(figure.notes)}.\n"
    text += "\n## The machine\n\n" + "".join(f"- {key}: {value}\n" for key, value in found.items())
    (folder / "bench.md").write_text(text)
