"""Tills on a database of their own, in browser profiles of their own."""

import atexit
import re
from pathlib import Path

from database import E2E, artifacts, database, new_name, run_shell
from server import Server
from till import Till

HERE = Path(__file__).resolve().parent
UIDS_LEFT = """(uids) => uids.filter((uid) => JSON.stringify(localStorage).includes(uid)
    || posmodel.orders.some((cart) => cart.uid === uid))"""


def prepare(name, *modules):
    """Return ``(database, tills)`` with modules, the records of one world, and prepare.py's."""
    base = new_name(f"fidelity_{name}")
    database("drop", base)
    template = database("template", "--demo", *filter(None, [",".join(modules)]))
    database("clone", template, base)
    atexit.register(database, "drop", base)
    script = artifacts() / f"{base}.py"
    parts = [HERE / "install.py", HERE / f"{name}.py", E2E / "prepare.py"]
    parts += [path for path in [HERE / f"after_{name}.py"] if path.exists()]
    script.write_text("\n".join(part.read_text() for part in parts))
    found = re.findall(r"@till\t(.+)\t(.+)\t(\d+)\t(\d+)", run_shell(base, script))
    tills = {
        shop: {"config": int(config), "session": int(session), "login": login}
        for shop, login, config, session in found
    }
    assert tills, f"The database could not be prepared, see {artifacts()}"
    return base, tills


class AnyTill(Till):
    """A till that may start with its floor plan or with a login of employees."""

    def ready(self):
        self.wait("() => window.posmodel?.sync", timeout=60000)
        self.page.wait_for_selector(".pos-loader", state="detached")
        return self


class World:
    """A server, its tills in browser profiles of their own, and the orders on their way.

    :param str addon: JavaScript that comes with the point of sale
    """

    def __init__(self, browser, base, tills, addon=""):
        self.browser, self.contexts, self.tills = browser, [], {}
        self.server = Server(database_name=base)
        self.server.tills, self.addon = tills, addon

    def __enter__(self):
        self.server.start()
        self.admin = self.server.client()
        return self

    def __exit__(self, *exc):
        for context in self.contexts:
            context.close()
        self.server.stop()

    def find(self, model, name, by="name"):
        """Return the id of the record of this name, archived ones included."""
        context = {"active_test": False}
        [found] = self.admin(model, "search", [(by, "=", name)], context=context)
        return found

    def open(self, shop):
        """Open a till in a new browser profile."""
        self.contexts.append(self.browser.new_context(viewport={"width": 1366, "height": 768}))
        page = self.contexts[-1].new_page()
        page.add_init_script(path=HERE / "page.js")
        page.route("**/*assets_prod*.js", self._add_addon)
        self.tills[shop] = AnyTill(page, self.server, shop).open()
        return self.tills[shop]

    def till(self, shop):
        """Return the till of this shop, opened when it is first asked for."""
        return self.tills.get(shop) or self.open(shop)

    def _add_addon(self, route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + self.addon)

    def find_ghosts(self, cases, sender):
        """Return what is left of orders that were sent, in the browser and on the server."""
        names = [case.sent["name"] for case in cases]
        draft = [("pos_reference", "in", names), ("state", "=", "draft")]
        drafts = self.admin("pos.order", "search_read", draft, fields=["pos_reference"])
        return sender.page.evaluate(UIDS_LEFT, [case.sent["uid"] for case in cases]) + drafts

    def start_next_day(self, shop):
        """Close the session of a till and open the next one."""
        till = self.server.tills[shop]
        self.admin("pos.session", "post_closing_cash_details", till["session"], counted_cash=0)
        self.admin("pos.session", "update_closing_control_state_session", till["session"], "")
        closed = self.admin("pos.session", "close_session_from_ui", till["session"])
        assert closed["successful"], closed
        cashier = self.server.client(till["login"])
        cashier("pos.config", "open_ui", [till["config"]])
        [config] = self.admin("pos.config", "read", [till["config"]], ["current_session_id"])
        till["session"] = config["current_session_id"][0]
        cashier("pos.session", "set_cashbox_pos", till["session"], 0, "")
        self.tills[shop].reopen()
