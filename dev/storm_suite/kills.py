"""The faults that end processes, none but those of the storm's own server and cluster."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg2
from database import DEV, environment, settings

CLUSTER = "storm"


def children(pid):
    """Return the processes that ``pid`` started, as ids."""
    with contextlib.suppress(OSError):
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    return []


def kill(*pids):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Killer:
    """Kills by the plan. ``done`` is ``[(kind, begin, end)]``, in seconds since the epoch."""

    def __init__(self, server):
        self.server, self.done = server, []
        host = settings()[0]["PGHOST"]
        if os.environ.get("POS_SYNC_CLUSTER") != CLUSTER or not host.endswith(f"-{CLUSTER}"):
            raise RuntimeError(f"The storm kills its own database cluster only, not {host}.")
        self.postmaster = Path(host, "data", "postmaster.pid")

    def write_all_down(self):
        """Make the copied database stand a kill.

        PostgreSQL's copy of a sequence still counts on numbers that only the original had written
        ahead: after a kill it would give them again. From a checkpoint on it writes its own.
        """
        connection = psycopg2.connect(
            host=str(self.postmaster.parents[1]), user="odoo", dbname="postgres"
        )
        connection.autocommit = True
        connection.cursor().execute("CHECKPOINT")
        connection.close()

    def strike(self, kind, rng):
        begin = time.time()
        getattr(self, "_" + kind.replace(" ", "_"))(rng)
        self.done.append((kind, begin, time.time()))

    def _workers(self):
        """Return ``(workers, bus)``: the processes for calls, and those for websockets."""
        bus, workers = [], []
        for pid in children(self.server.process.pid):
            with contextlib.suppress(OSError):
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
                (bus if b"\0gevent\0" in command else workers).append(pid)
        return workers, bus

    def _worker_killed(self, rng):
        workers, _bus = self._workers()
        kill(*workers[: rng.randint(1, 2)])

    def _bus_killed(self, _rng):
        kill(*self._workers()[1])

    def _server_killed(self, rng):
        # The process for websockets may have a process group of its own.
        pids = children(self.server.process.pid)
        self.server.kill()
        kill(*pids)
        time.sleep(rng.uniform(0, 1))
        self.server.start()

    def _database_killed(self, rng):
        postmaster = int(self.postmaster.read_text().split()[0])
        kill(postmaster, *children(postmaster))
        time.sleep(rng.uniform(0.2, 1))
        # While a dead process still has its id, PostgreSQL would be taken for running.
        deadline = time.monotonic() + 30
        while Path(f"/proc/{postmaster}").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        for _attempt in range(20):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.call([DEV / "pg", "start"], env=environment(), **quiet)
            if not subprocess.call([DEV / "pg", "status"], env=environment(), **quiet):
                return
            time.sleep(0.5)
        raise RuntimeError("PostgreSQL does not start again.")

    def count(self):
        kinds = [kind for kind, _begin, _end in self.done]
        return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}

    def windows(self, kind, after):
        """Return ``[(begin, end)]``: when a kind of kill explains an error in the log."""
        return [(begin, end + after) for done, begin, end in self.done if done == kind]
