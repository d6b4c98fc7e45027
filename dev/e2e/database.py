"""The database of a run: our addon with demo data, four tills open, made once and copied."""

import atexit
import functools
import os
import re
import subprocess
import tempfile
from pathlib import Path

E2E = Path(__file__).resolve().parent
DEV = E2E.parent


@functools.cache
def settings():
    """Return ``(variables, command)``: what dev/lib.sh knows, and how it starts odoo-bin."""
    names = ("CACHE", "BIN", "KEY", "PREFIX", "PYTHONPYCACHEPREFIX", "PGHOST", "PGUSER")
    code = f'. "{DEV}/lib.sh"; for n in {" ".join(names)}; do echo "$n=${{!n}}"; done;'
    code += 'printf "%s\\n" "${ODOO_BIN[@]}" "${ODOO_ARGS[@]}"'
    lines = subprocess.check_output(["bash", "-c", code], text=True).splitlines()
    return dict(line.split("=", 1) for line in lines[: len(names)]), lines[len(names) :]


def environment():
    """Return the environment of the processes that are started here."""
    env = {**os.environ, **settings()[0]}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def run_id():
    """Return what the names of this run's databases end with."""
    return os.environ.get("POS_SYNC_RUN") or f"{settings()[0]['KEY']}_{os.getpid()}"


@functools.cache
def artifacts():
    """Return the folder for logs and screenshots of this run."""
    folder = Path(os.environ.get("POS_SYNC_ARTIFACTS") or tempfile.mkdtemp(prefix="pos_sync_"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database(*arguments):
    """Call dev/db and return what it prints."""
    return subprocess.check_output([DEV / "db", *arguments], text=True).strip()


def new_name(what):
    return f"{settings()[0]['PREFIX']}e2e_{what}_{run_id()}"


def run_shell(name, script):
    """Run a script in odoo-bin shell on a database and return what it prints."""
    program, odoo_bin, *arguments = settings()[1]
    options = ["shell", "-d", name, "--no-http", "--max-cron-threads=0", *arguments]
    with open(script) as code, open(artifacts() / f"e2e_{script.stem}.log", "w") as log:
        return subprocess.run(
            [program, odoo_bin, *options],
            env=environment(),
            stdin=code,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            check=False,
        ).stdout


@functools.cache
def prepared():
    """Return ``(name, tills)`` of the database that every server of this run is a copy of.

    ``tills`` is a dict of the shop's name to ``{"config": id, "session": id, "login": text}``;
    a cashier's password is the login.
    """
    name = new_name("base")
    database("drop", name)
    database("clone", database("template", "--demo"), name)
    atexit.register(database, "drop", name)
    output = run_shell(name, E2E / "prepare.py")
    tills = {
        shop: {"config": int(config), "session": int(session), "login": login}
        for shop, login, config, session in re.findall(r"@till\t(.+)\t(.+)\t(\d+)\t(\d+)", output)
    }
    if not tills:
        raise RuntimeError(f"The database could not be prepared, see {artifacts()}")
    return name, tills
