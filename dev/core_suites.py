"""Odoo's own suites of the point of sale, with this addon installed. Used by dev/test --core."""

MODULES = ("pos_restaurant", "pos_hr", "pos_loyalty", "pos_sale", "pos_discount")
# Two halves of about the same length.
SUITES = {"core_pos": ("point_of_sale",), "core_more": MODULES}


def template(layer):
    """Return the arguments of dev/db for a database with the modules whose suites run."""
    return ["template", "--demo", ",".join(MODULES)] if layer in SUITES else ["template"]


def options(layer, addon):
    """Return Odoo's options that install the addon, if any, and run the suites of a layer.

    There are none for a layer of our own. Odoo runs the tests of modules that it loads afresh,
    hence the update.
    """
    if layer not in SUITES:
        return []
    tags = ",".join(f"/{module}" for module in SUITES[layer])
    install = [f"--init={addon}"] if addon else []
    return [*install, "--update=point_of_sale", f"--test-tags={tags}"]


def forgive_skips(results):
    """What Odoo skips of its own is told and fails nothing."""
    for result in results:
        for test, why in result.skipped.items():
            print(f"[{result.layer}] Odoo skips {test}: {why}")
        result.run -= result.skipped.keys()
        result.skipped.clear()
