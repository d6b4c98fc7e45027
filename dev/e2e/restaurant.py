"""A database with a restaurant: the terrace receives, and its orders belong to tables."""

import re

from database import E2E, artifacts, database, new_name, run_shell

# The template that the cases of other addons need, too.
MODULES = "pos_restaurant,pos_hr,pos_loyalty,pos_sale,pos_discount"


def make_restaurant():
    """Return ``(name, tills)``; who calls drops the database."""
    name = new_name("restaurant")
    database("drop", name)
    database("clone", database("template", "--demo", MODULES), name)
    script = artifacts() / "restaurant.py"
    parts = ("restaurant_before.py", "prepare.py", "restaurant_after.py")
    script.write_text("\n".join((E2E / part).read_text() for part in parts))
    output = run_shell(name, script)
    return name, {
        shop: {"config": int(config), "session": int(session), "login": login}
        for shop, login, config, session in re.findall(r"@till\t(.+)\t(.+)\t(\d+)\t(\d+)", output)
    }
