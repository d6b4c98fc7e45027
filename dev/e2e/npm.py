"""What the tests of the screens take from npm: dev/package.json says which versions."""

import functools
import subprocess
from pathlib import Path

from database import DEV


@functools.cache
def packages():
    """Return the folder ``node_modules``."""
    code = f'. "{DEV}/lib.sh"; install_node; printf %s "$NODE"'
    return Path(subprocess.check_output(["bash", "-c", code], text=True)) / "node_modules"
