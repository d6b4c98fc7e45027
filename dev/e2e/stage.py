"""A database as on an ordinary day, for looking at every screen: orders that wait and that went."""

import atexit
import contextlib
import functools
import os

from database import E2E, database, new_name, prepared, run_shell
from npm import packages
from server import Server


@functools.cache
def staged():
    """Return ``(name, tills)`` of the database."""
    template, tills = prepared()
    name = new_name("stage")
    database("drop", name)
    database("clone", template, name)
    atexit.register(database, "drop", name)
    run_shell(name, E2E / "stage_orders.py")
    return name, tills


@contextlib.contextmanager
def stage_server(name=None):
    """Serve the database of that name, by default a copy of the staged one.

    Its server can mirror styles for languages that are written from right to left.
    """
    template, tills = staged()
    served = name or new_name("stage_served")
    if not name:
        database("drop", served)
        database("clone", template, served)
    path, os.environ["PATH"] = os.environ["PATH"], f"{packages() / '.bin'}:{os.environ['PATH']}"
    try:
        with Server(database_name=served) as server:
            server.tills = tills
            yield server
    finally:
        os.environ["PATH"] = path
        if not name:
            database("drop", served)
