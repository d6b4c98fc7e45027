"""The figures as JSON and as a page that can be read."""

import json

HOW = """\
# How fast it is

Written by `dev/bench`; whoever runs it gets this page for his own machine. No figure here is a
time alone: each is a ratio to what Odoo, or the bare database, needs for the like on the same
server in the same run.

- **Servers** are real ones, each on a copy of a database with demo data. PostgreSQL runs with
  `fsync` and `synchronous_commit` on: what is committed is on the disk.
- **Rounds** alternate: ours, the baseline, ours, the baseline …, after some that warm up and do
  not count. The values are medians, the ratio is that of the medians, and the spread is what
  95 % of the ratios lie between when the rounds are drawn again by lot (bootstrap).
- `send`, `inbox`, `receivers`, `history` are measured inside of the server: the call, in a
  transaction of its own with cold record caches, and its commit. The tills are open, so that
  log, invitations and the waking of websockets are part of it. `claim`, `race`, `sustained`
  are measured where the till is: from the request to the answer. `badge`, `start`, `deliver`
  are measured by the page in Chromium; both browsers share the machine with the server.
- **`send`** is missed, too, when the number of SQL queries grows with lines or receivers.
- **`history`**: two servers side by side. The old orders are in final states, with their payload,
  and have no lines and no log, which neither the inbox nor a claim reads.
- **`race`**: 50 tills claim one order in the same instant, on one server without workers. It is
  missed when Odoo repeats a call, or when there is not exactly one winner. Fifty requests at once
  wait for each other whatever they ask: the first row takes that out, the second does not, and
  the third says how much it is.
- **`start`**: from the address to the products, with a warm cache, on three servers with the same
  data; in the one "without", the addon was uninstalled.
- **`deliver`**: from the text of the payload to the cart, claim and confirmation left out.
- **`sustained`**: the tills share one cashier's login; each has a terminal and a device of its own.
  As many calls at once as the workers queue, 8 for each; the others wait in front of them. It is
  missed, too, when a call fails, or when the memory grows by more than 5 % after the
  first rounds.
"""
WHY = """\
## What keeps the figures where they are

- `claim`: the bare calls write two fields and nobody is told. Ours read who calls and the order
  in one statement each, write the move and its line in the log, and invite whoever is concerned;
  about a third of their time is Odoo's own way from the request to the method.
- `badge`: the bare notification is one call. Ours are two, the send and the reading of the list,
  since a notification carries nothing but ids, and then the page draws the badge in its next frame.
- `race`, against a claim alone: see its third row. Fifty requests that do nothing cost more than
  the target by themselves.
- `sustained`: the calls that do nothing ask the database nothing either, and take a worker less
  than two milliseconds each.
"""
NAMES = {"ms": 1, "bytes": 0, "calls/s": 1}


def _number(value, unit):
    return f"{value:,.{NAMES[unit]}f} {unit}"


def _cells(row):
    sign = "≥" if row.is_floor else "≤"
    wanted = "–" if row.limit is None else f"{sign} {row.limit:.2f}"
    return [
        row.figure,
        row.what,
        row.baseline,
        _number(row.ours_value, row.unit),
        _number(row.baseline_value, row.unit),
        f"**{row.ratio:.2f}** ({row.low:.2f}–{row.high:.2f})",
        wanted,
        f"**{row.verdict}**" if row.verdict == "missed" else row.verdict,
        str(row.rounds),
    ]


def table(rows):
    """Return the rows as a table in Markdown."""
    head = ["figure", "what", "baseline", "ours", "baseline", "ratio (spread)", "wanted", "", "n"]
    lines = [head, ["---"] * len(head), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write(folder, rows, about):
    """Write ``bench.json`` and ``bench.md`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"about": about, "rows": [row.as_dict() for row in rows]}
    (folder / "bench.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    (folder / "bench.md").write_text(_page(rows, about))


def _page(rows, about):
    parts = [HOW, "## The machine", _machine(about), "## The figures", table(rows)]
    notes = [f"- **{row.figure}**, {row.what}: {row.note}." for row in rows if row.note]
    parts += ["## What there is to say about them", "\n".join(notes)] if notes else []
    parts.append(WHY)
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _machine(about):
    text = (
        "{processor}, {cores} cores, {memory}; {system}, Python {python}, PostgreSQL {postgresql}, "
        "Chromium {chromium}. Commit {commit}, {date}, {seconds} s. Load average of five minutes "
        "before {load_before}, after {load_after}."
    ).format(**about)
    if max(about["load_before"], about["load_after"]) > 2 * about["cores"]:
        text += (
            " **Other work went on on this machine: the ratios are those of a machine under load,"
            " and their spreads are wide.**"
        )
    if about["quick"]:
        text += " **A quick run with few rounds: not to be quoted.**"
    if about["failed"]:
        text += f" **Not measured: {', '.join(about['failed'])}.**"
    return text
