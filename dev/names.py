"""Tests by their names. Used by dev/test."""

import re
from pathlib import Path

DEV = Path(__file__).resolve().parent
ADDON = "bi_pos_multi_session_sync"


def layers_of(name):
    """Return the layers in whose files the test called ``name`` is."""
    found = set()
    last = re.escape(name.rsplit(".", 1)[-1])
    line = re.compile(rf"^\s*(async )?(def|class) {last}\b", re.MULTILINE)
    for path in [*DEV.parent.glob("tests/test_*.py"), *DEV.glob("e2e/test_*.py")]:
        text = path.read_text()
        if line.search(text):
            tours = "tours" if "pos_sync_tour" in text else "python"
            found.add("e2e" if path.parent.name == "e2e" else tours)
    return found


def tags(layer, names):
    """Return Odoo's --test-tags: [-][tag][/module][:class][.method],…"""
    places = ["." + n if n.startswith("test_") else ":" + n for n in names] or [""]
    if layer == "tours":
        return ",".join(f"pos_sync_tour/{ADDON}{place}" for place in places)
    return ",".join([f"/{ADDON}{place}" for place in places] + ["-pos_sync_tour"])
