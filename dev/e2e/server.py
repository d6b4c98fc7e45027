"""A real Odoo server on a copy of the prepared database, and a JSON-RPC client for it."""

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import requests
from database import artifacts, database, environment, new_name, prepared, settings

PATIENCE = 90  # seconds for a server to answer
_count = itertools.count(1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """``with Server() as server:`` is a running server; its database goes with it.

    :param int workers: 0 answers websockets on ``port``; else they are on ``gevent_port``,
        and a browser needs a proxy in front of the two
    :param str database_name: an existing database to serve, which stays; by default a copy
        of the prepared one
    """

    def __init__(self, workers=0, database_name=None):
        self.workers, self.process, self.owns = workers, None, not database_name
        template, self.tills = prepared() if self.owns else (None, {})
        self.database = database_name or new_name(str(next(_count)))
        if self.owns:
            database("drop", self.database)
            database("clone", template, self.database)
        self.port, self.gevent_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = Path(artifacts(), f"{self.database}.log")
        self.log.write_text("")

    def __enter__(self):
        return self if self.process else self.start()

    def __exit__(self, *exc):
        self.drop() if self.owns else self.stop()

    # -- Process ---------------------------------------------------------------------------

    def start(self, *options):
        """Start on the same database and port as before, and wait until it answers."""
        command = settings()[1] + [
            "-d",
            self.database,
            f"--db-filter=^{self.database}$",
        ]
        command += ["--http-interface=127.0.0.1", f"--http-port={self.port}"]
        command += [f"--workers={self.workers}", "--max-cron-threads=0", *options]
        if self.workers:
            command += [f"--gevent-port={self.gevent_port}", "--proxy-mode"]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command,
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.time() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.time() > deadline:
                self.kill()
                raise RuntimeError(f"Odoo did not start, see {self.log}")
            time.sleep(0.1)
        return self

    def _answers(self):
        with contextlib.suppress(requests.ConnectionError):
            return requests.get(f"{self.url}/web/login", timeout=PATIENCE).ok
        return False

    def stop(self):
        """End as an administrator does."""
        self._end(signal.SIGTERM)

    def kill(self):
        """End as a power cut does: nothing is tidied up."""
        self._end(signal.SIGKILL)

    def _end(self, number):
        if self.process and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                # TERM is for the main process, which ends its workers; KILL is for all.
                send = os.killpg if number == signal.SIGKILL else os.kill
                send(self.process.pid, number)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.process = None

    def drop(self):
        """Stop, and delete the database."""
        self.stop()
        database("drop", self.database)

    # -- Log -------------------------------------------------------------------------------

    def lines(self, text):
        """Return the lines of the log that contain ``text``."""
        return [line for line in self.log.read_text(errors="replace").splitlines() if text in line]

    def errors(self):
        return self.lines(" ERROR ") + self.lines(" CRITICAL ")

    def retries(self):
        """Return the calls that Odoo repeated after a serialization failure."""
        return self.lines("tries left, try again")

    # -- Calls -----------------------------------------------------------------------------

    def client(self, login="admin", password=None):
        return Client(self, login, password or login)


class RpcError(Exception):
    """An error that the server answered with; ``name`` is that of the Python exception."""

    def __init__(self, error):
        data = error.get("data") or {}
        self.name, self.message = data.get("name", ""), data.get("message", "")
        self.debug = data.get("debug", "")
        super().__init__(f"{self.name}: {self.message}")


class Client:
    """One logged-in user: ``client("pos.order", "search_read", [], fields=["name"])``."""

    def __init__(self, server, login, password, timeout=60):
        self.server, self.timeout, self.session = server, timeout, requests.Session()
        params = {"db": server.database, "login": login, "password": password}
        info = self.post("/web/session/authenticate", params)
        self.uid, company = info["uid"], info["user_companies"]["current_company"]
        # As every call of a browser has it.
        self.context = {**info["user_context"], "allowed_company_ids": [company]}

    def post(self, path, params):
        """Return the result of a JSON-RPC call.

        :raise RpcError: the server answered with an error
        """
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self.session.post(self.server.url + path, json=body, timeout=self.timeout)
        answer.raise_for_status()
        answer = answer.json()
        if "error" in answer:
            raise RpcError(answer["error"])
        return answer.get("result")

    def __call__(self, model, method, *args, **kwargs):
        return self.post("/web/dataset/call_kw", self.prepare_call(model, method, args, kwargs))

    def prepare_call(self, model, method, args, kwargs):
        kwargs = {"context": self.context, **kwargs}
        return {"model": model, "method": method, "args": args, "kwargs": kwargs}
