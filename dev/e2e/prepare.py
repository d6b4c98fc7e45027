# ruff: noqa: F821
# Run by database.py in odoo-bin shell, which gives it env. Beside the two shops of the demo
# data: a second receiver, and a till that takes no part. The lines with @till are read.
ADDON = "bi_pos_multi_session_sync"
env["ir.module.module"].update_list()
env["ir.module.module"].search([("name", "=", ADDON)]).button_immediate_install()
env.reset()
env = env()


def new_till(shop, code, login, **flags):
    groups = env.ref("base.group_user") | env.ref("point_of_sale.group_pos_user")
    user = env["res.users"].create(
        {
            "name": login.title(),
            "login": login,
            "password": login,
            "email": f"{login}@example.com",
            "groups_id": [(6, 0, groups.ids)],
        }
    )
    journal = env["account.journal"].create({"name": f"Cash {shop}", "code": code, "type": "cash"})
    method = env["pos.payment.method"].create({"name": journal.name, "journal_id": journal.id})
    config = env["pos.config"].create(
        {"name": shop, "payment_method_ids": [(6, 0, method.ids)], **flags}
    )
    return config, user


def open_till(config, user):
    if not config.current_session_id:
        config.with_user(user).open_ui()
    session = config.current_session_id
    if session.state == "opening_control":
        session.with_user(user).set_cashbox_pos(0, "")
    print("@till", config.name, user.login, config.id, session.id, sep="\t")


for tax in env["account.tax"].search([("type_tax_use", "=", "sale")], limit=1):
    for name, price in (("E2E Lamp", 33.33), ("E2E Chair", 19.99), ("E2E Pen", 1.15)):
        values = {
            "available_in_pos": True,
            "list_price": price,
            "taxes_id": [(6, 0, tax.ids)],
        }
        env["product.product"].create({"name": name, "type": "consu", **values})
env["res.partner"].create({"name": "E2E Customer", "email": "e2e@example.com"})

for shop, cashier in (("counter", "anna"), ("checkout", "ben")):
    open_till(
        env.ref(f"{ADDON}.pos_config_{shop}_demo"),
        env.ref(f"{ADDON}.user_{cashier}_demo"),
    )
open_till(*new_till("Checkout 2", "E2EC2", "carl", is_sync_receiver=True))
open_till(*new_till("Kiosk", "E2EKI", "dora"))

env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
