import contextlib

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import PosSyncCommon

ARGUMENTS = {
    "get_receivers_for_ui": [],
    "send_from_ui": [{"uuid": "some-uuid-1"}],
    "get_inbox_for_ui": [],
    "get_sent_for_ui": [],
    "get_lines_for_ui": ["id"],
    "get_records_for_ui": ["id", {}],
    "claim_from_ui": ["id", "some-token-1"],
    "confirm_from_ui": ["id", "some-token-1", "Order 1"],
    "release_from_ui": ["id", "some-token-1", "why"],
    "decline_from_ui": ["id", "why"],
    "give_back_from_ui": ["id", "some-token-1", "why"],
    "recall_from_ui": ["id", "some-token-1"],
    "resend_from_ui": ["id", []],
    "check_carts_from_ui": ["some-token-1", []],
}


@tagged("post_install", "-at_install")
class TestAccess(PosSyncCommon):
    """Cashiers read and write nothing; strangers get nothing; text is text."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        cls.cashier = cls.cashiers[cls.receiver.id]
        cls.foreign_cashier = cls.cashiers[cls.stranger.id]

    def _assert_all_denied(self, user, session, order):
        """Every public method raises for ``user``, and the order stays as it is."""
        api = self.env["pos.sync.order"].with_user(user)
        before = order.read(["state", "holder_config_id", "declined_ids", "receiver_ids"])
        for method, arguments in ARGUMENTS.items():
            arguments = [order.id if value == "id" else value for value in arguments]
            with self.subTest(user=user.id, method=method), self.assertRaises(AccessError):
                getattr(api, method)(session.id, *arguments)
        order.invalidate_recordset()
        self.assertEqual(
            order.read(["state", "holder_config_id", "declined_ids", "receiver_ids"]), before
        )

    def test_every_public_method_is_listed_here(self):
        names = {
            name
            for name in dir(self.env["pos.sync.order"])
            if name.endswith(("_from_ui", "_for_ui"))
        }
        self.assertEqual(names, set(ARGUMENTS))

    def test_cashier_and_manager_write_nothing(self):
        order = self.sent()
        for user in (self.cashier, self.manager):
            for record in (order.with_user(user), order.line_ids[0].with_user(user)):
                values = {"company_id": self.company.id, "currency_id": self.company.currency_id.id}
                for write in (
                    lambda record=record: record.write({"create_date": "2024-01-01"}),
                    lambda record=record, values=values: record.create(values),
                    lambda record=record: record.copy(),
                    lambda record=record: record.unlink(),
                ):
                    with self.assertRaises(AccessError):
                        write()
            with self.assertRaises(AccessError):
                order.with_user(user).write({"amount_total": 1, "holder_config_id": self.second.id})

    def test_cashier_reads_all_but_payload_and_token(self):
        order = self.sent()
        self.claim(order)
        own = order.with_user(self.cashier)
        self.assertEqual((own.read(["name", "state"])[0]["state"], own.line_count), ("claimed", 2))
        self.assertTrue(own.line_ids.read(["full_product_name"]))
        self.assertFalse({"payload", "token"} & set(own.read()[0]))
        for field in ("payload", "token"):
            with self.assertRaises(AccessError):
                own.read([field])
            with self.assertRaises(AccessError):
                own[field]

    def test_cashier_does_not_find_orders_by_token(self):
        """A token that can be searched for can be guessed letter by letter."""
        order = self.sent()
        self.claim(order)
        token = self.tokens[self.receiver.id]
        for operator, value in (("=", token), ("=like", token[:4] + "%")):
            try:
                found = order.with_user(self.cashier).search([("token", operator, value)])
            except AccessError:
                continue
            self.assertFalse(found)

    def test_manager_reads_the_payload_not_the_token(self):
        order = self.sent()
        self.assertIn("Lamp", order.with_user(self.manager).payload)
        with self.assertRaises(AccessError):
            order.with_user(self.manager).read(["token"])

    def test_cashier_of_another_company_sees_nothing(self):
        order = self.sent()
        own = self.env["pos.sync.order"].with_user(self.foreign_cashier)
        self.assertFalse(own.search([]))
        self.assertFalse(self.env["pos.sync.line"].with_user(self.foreign_cashier).search([]))
        with self.assertRaises(AccessError):
            own.browse(order.id).read(["name"])

    def test_cashier_of_another_company_cannot_call_for_this_one(self):
        order = self.sent()
        for config in (self.sender, self.receiver):
            self._assert_all_denied(self.foreign_cashier, self._session(config), order)

    def test_session_of_ones_own_opens_no_other_companys_order(self):
        """The number of a foreign order is as good as none."""
        order = self.sent()
        self.claim(order)
        for method, arguments in ARGUMENTS.items():
            if arguments[:1] != ["id"]:
                continue
            try:
                answer = self.call(self.stranger, method, order.id, *arguments[1:])
            except UserError:
                continue
            with self.subTest(method=method):
                self.assertEqual(answer.get("state", False), False)
                self.assertIn(answer["status"], ("gone", "refused"))
                self.assertNotIn("by", answer)
        self.assertEqual((order.state, order.holder_config_id), ("claimed", self.receiver))

    def test_portal_public_and_other_employees_get_nothing(self):
        order = self.sent()
        employee = new_test_user(
            self.env, "sync_employee", "base.group_user", **self._within(self.company)
        )
        portal = new_test_user(
            self.env, "sync_portal", "base.group_portal", **self._within(self.company)
        )
        for user in (employee, portal, self.env.ref("base.public_user")):
            for config in (self.sender, self.receiver):
                self._assert_all_denied(user, self._session(config), order)
            for model in ("pos.sync.order", "pos.sync.line"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def _public_methods(self):
        """What this addon lets anybody call on an order."""
        return {
            name
            for cls in type(self.env["pos.sync.order"]).mro()
            if cls.__module__.startswith("odoo.addons.bi_pos_multi_session_sync")
            for name in vars(cls)
            if not name.startswith("_") and callable(getattr(cls, name))
        }

    def test_private_methods_are_private(self):
        """What changes an order without asking who calls cannot be called from outside."""
        public = self._public_methods()
        buttons = {name for name in public if name.startswith("action_")}
        self.assertEqual(public - set(ARGUMENTS) - buttons, {"write", "init", "message_post"})

    def test_log_is_written_by_managers_only(self):
        """The log tells what happened: a cashier adds nothing to it, a manager may."""
        order = self.sent()
        with self.assertRaises(AccessError):
            order.with_user(self.cashier).message_post(body="It was somebody else")
        self.assertTrue(order.with_user(self.manager).message_post(body="Looked at it"))

    def test_buttons_of_managers_move_nothing_for_a_cashier(self):
        """A button opens a window; what the window does asks who is doing it."""
        order = self.sent()
        own = order.with_user(self.cashier)
        before = order.read(["state", "receiver_ids", "reason"])
        buttons = [name for name in self._public_methods() if name.startswith("action_")]
        self.assertIn("action_cancel", buttons)
        for name in buttons:
            with contextlib.suppress(AccessError):
                getattr(own, name)()
        order.invalidate_recordset()
        self.assertEqual(order.read(["state", "receiver_ids", "reason"]), before)

    def test_text_of_cashiers_is_escaped_in_the_log(self):
        html = "<img src=x onerror=alert(1)><b>bold</b>"
        self.sender.name = "<i>Counter</i>"
        order = self.sent(note=html)
        self.call(self.receiver, "decline_from_ui", order.id, html)
        self.claim(order, self.second)
        self.call(self.second, "release_from_ui", order.id, self.tokens[self.second.id], html)
        self.call(self.second, "decline_from_ui", order.id, html)
        self.assertEqual((order.state, order.reason, order.note), ("returned", html, html))
        log = self.log(order)
        self.assertIn("&lt;b&gt;bold", log)
        for tag in ("<img", "<b>", "<i>"):
            self.assertNotIn(tag, log)
