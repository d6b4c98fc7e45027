"""What it was measured on."""

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

import psycopg2
from database import DEV, settings


def _ask_postgres(question):
    conf = settings()[0]
    connection = psycopg2.connect(dbname="postgres", host=conf["PGHOST"], user=conf["PGUSER"])
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def require_fsync():
    """Refuse to measure commits that are not written to the disk.

    :raise SystemExit: the cluster was started without
    """
    for name in ("fsync", "synchronous_commit"):
        if _ask_postgres(f"SHOW {name}") != "on":
            raise SystemExit(f"{name} is off: stop this cluster (dev/pg stop) and start again.")


def _read(path, pattern):
    try:
        found = re.search(pattern, Path(path).read_text(), re.MULTILINE)
    except OSError:
        return "unknown"
    return found[1].strip() if found else "unknown"


def _git(*arguments):
    return subprocess.check_output(["git", "-C", str(DEV), *arguments], text=True).strip()


def load():
    """Return how many processes wanted to run in the last five minutes, on average."""
    return round(os.getloadavg()[1], 1)


def describe(place):
    """Return the machine, the software and the commit, as a dict."""
    memory = _read("/proc/meminfo", r"^MemTotal:\s*(\d+)")
    is_changed = bool(_git("status", "--porcelain", "--", ":/models", ":/static/src", ":/dev"))
    return {
        "processor": _read("/proc/cpuinfo", r"^model name\s*:\s*(.*)"),
        "cores": os.cpu_count(),
        "memory": f"{int(memory) / 1024**2:.0f} GiB" if memory.isdigit() else memory,
        "system": _read("/etc/os-release", r'^PRETTY_NAME="(.*)"'),
        "python": platform.python_version(),
        "postgresql": _ask_postgres("SHOW server_version") + ", fsync on",
        "chromium": place.browser.version,
        "commit": _git("rev-parse", "--short", "HEAD") + (" and changes" if is_changed else ""),
        "load_before": load(),
        "date": datetime.date.today().isoformat(),
    }
