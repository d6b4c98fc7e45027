# Run by dev/demo in odoo-bin shell, which gives it env: opens both shops and prepares
# the assets. dev/demo reads the lines that begin with @shop.
for shop, cashier in (("counter", "anna"), ("checkout", "ben")):
    config = env.ref(f"bi_pos_multi_session_sync.pos_config_{shop}_demo")
    user = env.ref(f"bi_pos_multi_session_sync.user_{cashier}_demo")
    if not config.current_session_id:
        config.with_user(user).open_ui()
    session = config.current_session_id
    if session.state == "opening_control":
        session.with_user(user).set_cashbox_pos(0, "")
    print(f"@shop\t{config.name}\t{user.login}\t{config.id}")
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
