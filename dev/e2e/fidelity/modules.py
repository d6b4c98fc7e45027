# ruff: noqa: F821 (odoo-bin shell gives env, the scripts before give the rest)
# The world of modules: restaurant, employees, loyalty, quotations, global discount. The counter
# sends, the checkout has no tables, the pub and the garden have.
from odoo import Command

for name in ("Cup", "Promo", "Counter promo", "Checkout promo", "Raised promo", "Coffee"):
    product(f"F {name}", 10)


def shop(name, code, **flags):
    journal = make("account.journal", name=f"Cash {name}", code=code, type="cash")
    method = make("pos.payment.method", name=journal.name, journal_id=journal.id)
    flags |= {"name": name, "payment_method_ids": [Command.set(method.ids)]}
    return make("pos.config", is_sync_sender=True, is_sync_receiver=True, **flags)


def new_cashier(login):
    groups = env.ref("base.group_user") | env.ref("point_of_sale.group_pos_user")
    values = {"login": login, "password": login, "email": f"{login}@example.com"}
    return make("res.users", name=login.title(), groups_id=[Command.set(groups.ids)], **values)


pub = shop("Pub", "FPUB", module_pos_restaurant=True)
garden = shop("Garden", "FGAR", module_pos_restaurant=True)
for place in (pub, garden):
    place.floor_ids.pos_config_ids = [Command.unlink(place.id)]
    floor = make("restaurant.floor", name=f"F {place.name}", pos_config_ids=[(6, 0, place.ids)])
    for number in "12":
        spot = {"position_h": 100 * int(number), "position_v": 100}
        make("restaurant.table", name=number, floor_id=floor.id, seats=4, **spot)
emma = make("hr.employee", name="F Emma", pin="1")
desk = shop("Desk", "FDSK", module_pos_hr=True, module_pos_restaurant=False)
(counter | checkout).module_pos_restaurant = False
stand = shop("Stand", "FSTN", module_pos_restaurant=False)
stall = shop("Stall", "FSTL", module_pos_restaurant=False)
stand.trusted_config_ids, stall.trusted_config_ids = stall, stand
quotations = env.ref("sales_team.group_sale_salesman_all_leads")
for login in ("anna", "ben"):
    env.ref(f"{ADDON}.user_{login}_demo").groups_id |= quotations

discount = product("F Global discount", 0, taxes=vat)
counter.write({"module_pos_discount": True, "discount_product_id": discount.id, "discount_pc": 15})


def program(name, product_name="", configs=(), **values):
    rule = {"reward_point_amount": 1, "reward_point_mode": "order", "minimum_qty": 1}
    if product_name:
        only = env["product.product"].search([("name", "=", product_name)])
        rule["product_ids"] = [Command.set(only.ids)]
    rule |= values.pop("rule", {})
    reward = {"reward_type": "discount", "discount": 10, "discount_applicability": "order"}
    reward |= values.pop("reward", {})
    basis = {"program_type": "promotion", "trigger": "auto", "applies_on": "current", **values}
    return make(
        "loyalty.program",
        name=name,
        pos_config_ids=[Command.set([config.id for config in configs])],
        rule_ids=[Command.create(rule)],
        reward_ids=[Command.create(reward)],
        **basis,
    )


env["loyalty.program"].search([]).active = False
everywhere = program("F Tenth off", "F Promo")
program("F Raised", "F Raised promo")
program("F Counter only", "F Counter promo", configs=[counter])
program("F Checkout only", "F Checkout promo", configs=[checkout])
CODED = {"program_type": "promo_code", "trigger": "with_code"}
program("F Code", rule={"mode": "with_code", "code": "FCODE"}, reward={"discount": 20}, **CODED)
coupons = program("F Coupons", program_type="coupons", trigger="with_code")
make("loyalty.card", program_id=coupons.id, code="FCOUPON", points=1)
local = program("F Local coupons", configs=[counter], program_type="coupons", trigger="with_code")
make("loyalty.card", program_id=local.id, code="FLOCAL", points=1)
POINTS = {"program_type": "loyalty", "applies_on": "both"}
MONEY = {"reward_point_mode": "money", "reward_point_amount": 1}
CARD = {"required_points": 20, "discount": 5, "discount_mode": "per_order"}
points = program("F Points", rule=MONEY, reward=CARD, **POINTS)
member = make("res.partner", name="F Member", email="member@example.com")
make("loyalty.card", program_id=points.id, partner_id=member.id, points=100)
types = env["loyalty.program"].with_context(menu_type="gift_ewallet")
for kind, code, amount in (("gift_card", "FGIFT", 25), ("ewallet", "FWALLET", 30)):
    made = types.browse(types.create_from_template(kind)["res_id"])
    made.name = f"F {kind}"
    if kind == "gift_card":
        made.mail_template_id = env.ref("loyalty.mail_template_gift_card")
        made.pos_report_print_id = env.ref("loyalty.report_gift_card")
    (made.rule_ids.product_ids | made.trigger_product_ids).available_in_pos = True
    owner = member.id if kind == "ewallet" else False
    make("loyalty.card", program_id=made.id, code=code, points=amount, partner_id=owner)
    (made.reward_ids.discount_line_product_id).available_in_pos = True

quotation = make("sale.order", partner_id=member.id, client_order_ref="F Quotation")
cup, coffee = (env["product.product"].search([("name", "=", f"F {n}")]) for n in ("Cup", "Coffee"))
for item, amount, price in ((cup, 2, 8.5), (coffee, 3, 2.25)):
    line = {"product_id": item.id, "product_uom_qty": amount, "price_unit": price}
    quotation.order_line = [Command.create({**line, "discount": 10})]
quotation.action_confirm()
