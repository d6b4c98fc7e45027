# ruff: noqa: F821 (odoo-bin shell gives env, the scripts before give the rest)
# After prepare.py: the tills of the world of modules open too.
LOGINS = {"Pub": "bea", "Garden": "tom", "Desk": "dirk", "Stand": "sue", "Stall": "stan"}
for shop_name, login in LOGINS.items():
    open_till(env["pos.config"].search([("name", "=", shop_name)]), new_cashier(login))
env.cr.commit()
