"""Usage: merge_po.py FILE.pot
Takes the dates out of the template, which differ at each export, and gives its terms to the .po
files beside it, each with the translation that it had. Called by dev/pot.
"""

import copy
import sys
from pathlib import Path

import polib

sys.dont_write_bytecode = True


def merge(template, path):
    old = polib.pofile(str(path))
    known = {entry.msgid: entry for entry in old if not entry.obsolete}
    new = polib.POFile()
    new.header, new.metadata = template.header, old.metadata
    for term in template:
        entry = copy.copy(term)
        if term.msgid in known:
            entry.msgstr = known[term.msgid].msgstr
            entry.flags = sorted({*term.flags, *known[term.msgid].flags})
        new.append(entry)
    new.save(str(path), newline="\n")
    missing = len(new.untranslated_entries()) + len(new.fuzzy_entries())
    print(f"{path.name}: {len(new)} terms, {missing} to translate")


def main():
    path = Path(sys.argv[1])
    template = polib.pofile(str(path))
    for date in ("POT-Creation-Date", "PO-Revision-Date"):
        template.metadata.pop(date, None)
    template.save(str(path), newline="\n")
    for translation in sorted(path.parent.glob("*.po")):
        merge(template, translation)


main()
