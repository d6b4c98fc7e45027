# ruff: noqa: F821 (odoo-bin shell gives env, the scripts before give the rest)
# Run in odoo-bin shell before prepare.py, while no till is open yet: some settings are frozen then.
ADDON = "bi_pos_multi_session_sync"
env["ir.module.module"].update_list()
env["ir.module.module"].search([("name", "=", ADDON)]).button_immediate_install()
env.reset()
env = env()
counter = env.ref(f"{ADDON}.pos_config_counter_demo")
checkout = env.ref(f"{ADDON}.pos_config_checkout_demo")
vat = env["account.tax"].search([("type_tax_use", "=", "sale")], limit=1)


def make(model, **values):
    return env[model].create(values)


def tax(name, amount, **values):
    return make("account.tax", name=name, amount=amount, type_tax_use="sale", **values)


def product(name, price, taxes=vat, **values):
    values = {"type": "consu", "available_in_pos": True, "list_price": price, **values}
    return make("product.product", name=name, taxes_id=[(6, 0, taxes.ids)], **values)
