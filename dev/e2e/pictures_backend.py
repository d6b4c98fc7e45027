"""The pictures of the back office, as a manager sees it: see dev/screenshots."""

from scene import DESKTOP, settle

ADDON = "bi_pos_multi_session_sync"
ORDERS = f"action={ADDON}.pos_sync_order_action"
# What is opened, and what is on the screen once it is drawn.
VIEWS = {
    "manager": (f"{ORDERS}&view_type=list", ".o_data_row:has-text('Paid')"),
    "kanban": (f"{ORDERS}&view_type=kanban", ".o_kanban_record:has-text('SYNC/')"),
    "analysis": (f"action={ADDON}.pos_sync_report_action", ".o_pivot tbody tr:nth-child(3)"),
    "routing": (f"action={ADDON}.pos_config_routing_action", ".o_data_row:has-text('Counter')"),
    "settings": (
        "action=point_of_sale.action_pos_configuration",
        "#pos_sync_section, h2:has-text('Order Synchronization')",
    ),
}
FORMS = {
    "stuck": ([("state", "=", "sent"), ("last_error", "!=", False)], ".alert-danger"),
    "difference": ([("state", "=", "done"), ("is_reconciled", "=", False)], ".o_form_sheet"),
}


class BackOffice:
    """A page where the administrator is logged in."""

    def __init__(self, browser, server):
        self.page, self.server = browser.new_page(viewport=DESKTOP), server
        self.page.goto(f"{server.url}/web/login")
        self.page.fill("input[name=login]", "admin")
        self.page.fill("input[name=password]", "admin")
        self.page.click("button[type=submit]")
        self.page.wait_for_selector(".o_main_navbar")

    def open(self, place, seen):
        """Go to a place of the web client, without filters, and wait until ``seen`` is there."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.server.url}/web#{place}")
        self.page.wait_for_selector(".o_action")
        for facet in self.page.locator(".o_facet_remove").all():
            facet.click()
        self.page.locator(seen).first.scroll_into_view_if_needed()
        settle(self.page)

    def show_reconciliation(self):
        """The reconciliation of today, as its menu shows it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.server.url}/web#action={ADDON}.action_reconciliation_today")
        self.page.frame_locator("iframe").locator("td").first.wait_for()
        settle(self.page)


def show_backend(browser, server, take):
    """Call ``take(page, name)`` for every view of the back office."""
    office, admin = BackOffice(browser, server), server.client()
    for name, (place, seen) in VIEWS.items():
        office.open(place, seen)
        take(office.page, name)
    for name, (domain, seen) in FORMS.items():
        [order] = admin("pos.sync.order", "search", domain, limit=1)
        office.open(f"{ORDERS}&view_type=form&id={order}", seen)
        take(office.page, name)
    office.show_reconciliation()
    take(office.page, "reconciliation")
    office.page.close()
