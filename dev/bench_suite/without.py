"""The shop of the bench in a database that has never seen the addon."""

import contextlib
from pathlib import Path

from database import database, new_name, run_shell
from server import Server


@contextlib.contextmanager
def prepare_without():
    """Serve it until the block ends; its till is called Counter, its cashier is admin."""
    name = new_name("without")
    database("drop", name)
    database("clone", database("template", "--demo"), name)
    try:
        script = Path(__file__).with_name("without_shop.py")
        output = run_shell(name, script)
        [line] = [line for line in output.splitlines() if line.startswith("@till")]
        _mark, config, session = line.split()
        with Server(database_name=name) as server:
            till = {"config": int(config), "session": int(session), "login": "admin"}
            server.tills = {"Counter": till}
            yield server
    finally:
        database("drop", name)
