# ruff: noqa: F821
# Run by restaurant.py in odoo-bin shell before prepare.py, while no till is open yet: the shops of
# the demo data have no tables.
ADDON = "bi_pos_multi_session_sync"
env["ir.module.module"].update_list()
env["ir.module.module"].search([("name", "=", ADDON)]).button_immediate_install()
env.reset()
env = env()
for shop in ("counter", "checkout"):
    env.ref(f"{ADDON}.pos_config_{shop}_demo").module_pos_restaurant = False
