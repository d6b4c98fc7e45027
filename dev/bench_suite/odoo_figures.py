"""The figures of server time: in one process, each call a transaction of its own."""

import json
import os
import uuid

from measure import Figure, rounds
from odoo_history import copy_orders
from odoo_shop import RECEIVER, SENDER, Shop

QUICK = bool(os.environ.get("POS_SYNC_QUICK"))
ROUNDS = 5 if QUICK else 40
LONG = 50_000 if QUICK else 1_000_000
TILLS = 100


def say(figure):
    """Replaced by who reads the figures."""


def main(env):
    shop = Shop(env.cr.dbname)
    for measure in (send, inbox):
        say(measure(shop))
    say(receivers(env, shop))
    say(history(shop, Shop(os.environ["POS_SYNC_LONG"])))


def send(shop):
    """A send against Odoo's own saving of the same cart."""
    baseline, ours = rounds(ROUNDS, shop.draft, lambda: shop.send()[1])
    notes, counts = [], {}
    for lines in (1, 20, 200):
        shop.send(lines)
        counts[lines] = shop.queries
        shop.draft(lines)
        notes.append(f"{lines} lines: {counts[lines]} SQL queries, {shop.queries} of Odoo's")
    return Figure(
        "send",
        "send a 20-line order, server time",
        "`create_from_ui(draft=True)` of the same order",
        0.5,
        ours,
        baseline,
        notes=notes,
        also=len(set(counts.values())) == 1,
    )


def inbox(shop):
    """The list of 30 waiting orders against Odoo's list of the same 30 shared ones."""
    config = shop.tills[SENDER]["config"]
    for waiting in shop.ask(RECEIVER, "get_inbox_for_ui")[0]["orders"]:
        shop.ask(RECEIVER, "decline_from_ui", waiting["id"], "bench")
    with shop.registry.cursor() as cr:
        cr.execute("SELECT id FROM pos_order WHERE state = 'draft' AND config_id = %s", [config])
        drafts = [order for (order,) in cr.fetchall()]
    shop.call(SENDER, "pos.order", "remove_from_ui", drafts)
    for _order in range(30):
        shop.send()
        shop.draft()
    answers = {}

    def shared():
        model, method = "pos.order", "export_for_ui_shared_order"
        answers["baseline"], milliseconds = shop.call(SENDER, model, method, config)
        return milliseconds

    def waiting():
        answers["ours"], milliseconds = shop.ask(RECEIVER, "get_inbox_for_ui")
        return milliseconds

    baseline, ours = rounds(ROUNDS, shared, waiting)
    assert len(answers["ours"]["orders"]) == len(answers["baseline"]) == 30
    sizes = {who: len(json.dumps(answer, default=str)) for who, answer in answers.items()}
    share = sizes["ours"] / sizes["baseline"]
    return Figure(
        "inbox",
        "list 30 waiting orders of 20 lines, server time",
        "`export_for_ui_shared_order` of the same 30",
        0.15,
        ours,
        baseline,
        notes=[f"{sizes['ours']} bytes, {sizes['baseline']} of Odoo's: {share:.3f}, at most 0.1"],
        also=share <= 0.1,
    )


def receivers(env, shop):
    """A send that offers the order to a hundred tills, all open, against one."""
    template = env["pos.config"].browse(shop.tills[RECEIVER]["config"])
    journal = env["account.journal"].search([("type", "=", "bank")], limit=1)
    method = env["pos.payment.method"].create({"name": "Bench", "journal_id": journal.id})
    configs = env["pos.config"].create(
        [
            {
                "name": f"Bench {number}",
                "payment_method_ids": [(6, 0, method.ids)],
                "is_sync_receiver": True,
            }
            for number in range(TILLS)
        ]
    )
    for config in configs:
        config.open_ui()
        config.current_session_id.set_cashbox_pos(0, "")
    assert configs.current_session_id.mapped("state") == ["opened"] * TILLS
    for session in configs.current_session_id:
        session._ensure_access_token()
    env.cr.commit()
    many = configs.ids
    counts = {}
    for count in (1, 10, TILLS):
        shop.send(receivers=many[:count])
        counts[count] = shop.queries
    baseline, ours = rounds(ROUNDS, lambda: shop.send()[1], lambda: shop.send(receivers=many)[1])
    return Figure(
        "receivers",
        f"send to {TILLS} receivers, server time",
        f"send to one, {template.name}",
        2.0,
        ours,
        baseline,
        notes=[f"{count} receivers: {found} SQL queries" for count, found in counts.items()],
        also=len(set(counts.values())) == 1,
    )


def history(short, long):
    """The receiver's list and a claim, with a million ended orders and with a thousand."""
    copy_orders(short, 1000)
    copy_orders(long, LONG)

    def work(shop):
        def once():
            order, _milliseconds = shop.send(lines=5)
            listing = shop.ask(RECEIVER, "get_inbox_for_ui")[1]
            claiming = shop.claim(order)
            shop.ask(RECEIVER, "confirm_from_ui", order, "bench-device", f"Order {uuid.uuid4()}")
            return listing + claiming

        return once

    for shop in (short, long):
        for waiting in shop.ask(RECEIVER, "get_inbox_for_ui")[0]["orders"]:
            shop.ask(RECEIVER, "decline_from_ui", waiting["id"], "bench")
    baseline, ours = rounds(ROUNDS, work(short), work(long))
    return Figure(
        "history",
        f"list and claim with {LONG:,} ended orders, server time",
        "the same with 1,000",
        1.2,
        ours,
        baseline,
    )
