# ruff: noqa: F821
# Run by pos_start.py in odoo-bin shell, which gives it env: the same data without the addon.
env["ir.module.module"].search(
    [("name", "=", "bi_pos_multi_session_sync")]
).button_immediate_uninstall()
env.reset()
env = env()
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
if "pos.sync.order" not in env:
    print("@uninstalled")
