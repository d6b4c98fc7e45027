# ruff: noqa: F821
# Run by without.py in odoo-bin shell, which gives it env.
from odoo import Command

journal = env["account.journal"].create({"name": "Cash Counter", "code": "BCO", "type": "cash"})
method = env["pos.payment.method"].create({"name": journal.name, "journal_id": journal.id})
config = env["pos.config"].create(
    {"name": "Counter", "payment_method_ids": [Command.set(method.ids)]}
)
config.open_ui()
config.current_session_id.set_cashbox_pos(0, "")
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
print("@till", config.id, config.current_session_id.id)
