"""The server's log after a storm: which errors a kill explains, and which nothing explains."""

import calendar
import re
import time

RECORD = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ \d+ (\w+) ")
DATABASE_GONE = re.compile(
    r"psycopg2\.(OperationalError|InterfaceError|errors\.(AdminShutdown|CrashShutdown|CannotConnectNow))"
    r"|server closed the connection|cursor already closed|connection already closed"
    r"|the database system is|Connection refused|could not connect|terminating connection"
)
AFTER = 60  # seconds for which broken connections may still come to light
# Core logs what it raises again, and Odoo then repeats the whole call.
REPEATED = re.compile(
    r"An error occurred when processing the PoS order.*"
    r"psycopg2\.errors\.(SerializationFailure|LockNotAvailable|DeadlockDetected)",
    re.DOTALL,
)
# gevent reads the last frame of a websocket that has ended, a binary one, as the next request: what
# it misses in it depends on how many blanks the frame's mask has by chance.
FRAME_AFTER_END = re.compile(
    r" longpolling: .*: (Invalid HTTP method|Expected GET method|Invalid http version): '\\x8"
)


def records(text):
    """Return ``[(seconds, level, text)]`` of a log, each with the lines that belong to it."""
    result = []
    for line in text.splitlines():
        match = RECORD.match(line)
        if match:
            when = calendar.timegm(time.strptime(match[1], "%Y-%m-%d %H:%M:%S"))  # Odoo's is UTC
            result.append([when, match[2], line])
        elif result:
            result[-1][2] += "\n" + line
    return result


def judge(text, windows):
    """Return ``(counts, unexpected)``: errors by what explains them, and those without.

    :param list windows: ``[(begin, end)]``, when the database was away
    """
    counts = {"database away": 0, "repeated by Odoo": 0, "frame after a websocket's end": 0}
    unexpected = []
    for when, level, record in records(text):
        if level not in ("ERROR", "CRITICAL"):
            continue
        is_away = any(begin - 1 <= when <= end for begin, end in windows)
        if is_away and DATABASE_GONE.search(record):
            counts["database away"] += 1
        elif REPEATED.search(record):
            counts["repeated by Odoo"] += 1
        elif FRAME_AFTER_END.search(record):
            counts["frame after a websocket's end"] += 1
        else:
            unexpected.append(record)
    return counts, unexpected
