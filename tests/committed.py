"""Tills whose data is committed, so that several cursors see it, and that leave nothing behind."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import odoo
from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tests.common import BaseCase, get_db_name, new_test_user

from .common import CASHIER, MANAGER

PATIENCE = 30  # seconds until a call that waits for a lock is taken for stuck


class CommittedTillsCase(BaseCase):
    """Three tills in the database itself; each call runs as the server runs it, on a cursor of
    its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = odoo.registry(get_db_name())
        cls.addClassCleanup(cls._delete_all)
        with cls.cursor(SUPERUSER_ID) as env:
            cls.made = {"product.product": env["product.product"].create({"name": "Race Lamp"}).ids}
            cls._create_tills(env)
            cls.manager = new_test_user(env, "race_manager", MANAGER, email="race@example.com").id
            cls.made["res.users"] = [cls.manager, *cls.users.values()]
        cls.workers = ThreadPoolExecutor(4)
        cls.addClassCleanup(cls.workers.shutdown)

    @classmethod
    def _create_tills(cls, env):
        cls.users, cls.configs, cls.sessions, cls.tokens = {}, {}, {}, {}
        for number, (name, flag) in enumerate(
            (
                ("Counter", "is_sync_sender"),
                ("Checkout", "is_sync_receiver"),
                ("Express", "is_sync_receiver"),
            )
        ):
            journal = env["account.journal"].create(
                {"name": name, "code": f"RC{number}", "type": "cash"}
            )
            method = env["pos.payment.method"].create({"name": name, "journal_id": journal.id})
            values = {"name": name, "payment_method_ids": [(6, 0, method.ids)], flag: True}
            config = env["pos.config"].create(values)
            login = f"race_{name.lower()}"
            user = new_test_user(env, login, CASHIER, name=name, email=f"{login}@example.com")
            config.with_user(user).open_ui()
            session = config.current_session_id
            session.with_user(user).set_cashbox_pos(0, "")
            session._get_bus_channel_name()
            cls.users[name], cls.configs[name], cls.sessions[name] = user.id, config.id, session.id
            cls.tokens[name] = str(uuid4())
            for record in (config, method, journal):
                cls.made.setdefault(record._name, []).append(record.id)

    @classmethod
    def _delete_all(cls):
        """Whatever was committed goes, in the order that the database allows."""
        sessions = tuple(getattr(cls, "sessions", {}).values()) or (0,)
        with cls.cursor(SUPERUSER_ID) as env:
            env.cr.execute(
                "DELETE FROM mail_message WHERE model IN ('pos.sync.order', 'pos.session')"
            )
            env.cr.execute("DELETE FROM pos_sync_order")
            env.cr.execute("DELETE FROM pos_payment WHERE session_id IN %s", [sessions])
            env.cr.execute("DELETE FROM pos_order WHERE session_id IN %s", [sessions])
            env.cr.execute(
                "DELETE FROM account_bank_statement_line WHERE pos_session_id IN %s", [sessions]
            )
            env.cr.execute("DELETE FROM pos_session WHERE id IN %s", [sessions])
            env.cr.execute("DELETE FROM bus_bus")
            for model in ("pos.config", "pos.payment.method", "account.journal", "product.product"):
                env[model].browse(getattr(cls, "made", {}).get(model, [])).unlink()
            users = env["res.users"].browse(getattr(cls, "made", {}).get("res.users", []))
            partners = users.partner_id
            users.unlink()
            partners.unlink()

    # -- Requests ----------------------------------------------------------------------------

    @classmethod
    @contextmanager
    def cursor(cls, user):
        """An environment on a cursor of its own, committed at the end."""
        with odoo.sql_db.db_connect(cls.registry.db_name).cursor() as cr:
            yield api.Environment(
                cr, cls.users.get(user, user) if isinstance(user, str) else user, {}
            )

    def call(self, env, till, method, *args):
        """A call on an open cursor, not committed yet."""
        answer = getattr(env["pos.sync.order"], method)(self.sessions[till], *args)
        env.flush_all()
        return answer

    def serve(self, till, method, *args, first=None):
        """A whole request, as the server runs it: repeated on conflict, committed.

        :param first: called once, when the request has begun and sees the database as it is
        """
        with self.cursor(till) as env:
            return self._request(env, partial(self.call, env, till, method, *args), first)

    def _request(self, env, work, first):
        meanwhile = [first] if first else []

        def request():
            env.cr.execute("SELECT COUNT(*) FROM pos_sync_order")
            if meanwhile:
                meanwhile.pop()()
            return work()

        return retrying(request, env)

    def start(self, function, *args, **kwargs):
        """Run in a thread, and return when it waits for a lock; ``.result()`` is its answer."""
        future = self.workers.submit(partial(function, *args, **kwargs))
        deadline = time.monotonic() + PATIENCE
        while not future.done() and not self._somebody_waits():
            self.assertLess(time.monotonic(), deadline, "The call neither waits nor answers.")
            time.sleep(0.01)
        return future

    def _somebody_waits(self):
        with self.cursor(SUPERUSER_ID) as env:
            env.cr.execute(
                """
                SELECT 1 FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """
            )
            return bool(env.cr.rowcount)

    # -- Orders ------------------------------------------------------------------------------

    def cart(self, **overrides):
        (product_id,) = self.made["product.product"]
        number = uuid4().int
        line = {"id": 1, "uuid": str(uuid4()), "product_id": product_id, "qty": 1, "price_unit": 5}
        line |= {
            "price_subtotal": 5,
            "price_subtotal_incl": 5,
            "discount": 0,
            "tax_ids": [[6, False, []]],
        }
        uid = f"00000-{number % 1000:03}-{number // 1000 % 10**4:04}"
        cart = {"name": f"Order {uid}", "uid": uid, "lines": [[0, 0, {**line, "pack_lot_ids": []}]]}
        cart |= {"amount_total": 5, "amount_tax": 0, "statement_ids": [], "amount_return": 0}
        return {**cart, **overrides}

    def send_vals(self, **overrides):
        receivers = [self.configs["Checkout"], self.configs["Express"]]
        vals = {"uuid": str(uuid4()), "receiver_ids": receivers, "order": self.cart()}
        return {**vals, **overrides}

    def sent(self):
        answer = self.serve("Counter", "send_from_ui", self.send_vals())
        return answer["orders"][0]["id"]

    def delivered(self, till="Checkout"):
        order_id = self.sent()
        self.serve(till, "claim_from_ui", order_id, self.tokens[till])
        self.serve(till, "confirm_from_ui", order_id, self.tokens[till], "Order 1")
        return order_id

    def read(self, order_id, *fields):  # pylint: disable=method-required-super
        with self.cursor(SUPERUSER_ID) as env:
            order = env["pos.sync.order"].browse(order_id)
            return tuple(
                order[field] if field != "holder" else order.holder_config_id.name
                for field in fields
            )

    def pay(self, order_id, till, first=None, draft=False, **overrides):
        """A whole request that sells a cart with the order, or saves it as a draft.

        :param first: as of :meth:`serve`
        :return: the id of the ``pos.order``, None where none is new
        """
        with self.cursor(till) as env:
            uuid = env["pos.sync.order"].browse(order_id).uuid
            method = env["pos.config"].browse(self.configs[till]).payment_method_ids
            now = "2024-01-01 10:00:00"
            payment = {"amount": 5, "name": now, "payment_method_id": method.id}
            payments = [] if draft else [[0, 0, payment]]
            data = {"sync_uuid": uuid, "statement_ids": payments, "amount_paid": 5 * (not draft)}
            data |= {"pos_session_id": self.sessions[till], "user_id": env.uid, "date_order": now}
            data |= {"sequence_number": 1, "partner_id": False, "fiscal_position_id": False}
            cart = self.cart(**data, pricelist_id=False, to_invoice=False, **overrides)
            wrapper = {"id": cart["uid"], "data": cart, "to_invoice": False}
            env.cr.rollback()
            save = partial(env["pos.order"].create_from_ui, [wrapper], draft=draft)
            rows = self._request(env, save, first)
            return rows[0]["id"] if rows else None
