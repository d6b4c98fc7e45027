import logging

from lxml import etree

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PosSyncCommon


class BackOffice(PosSyncCommon):
    """What a manager and the clock do, for the tests of the back office."""

    def act(self, action, orders, reason="because", user=None, receivers=None):
        """What the manager's window does."""
        values = {"order_ids": orders.ids, "action": action, "reason": reason}
        if receivers:
            values["receiver_ids"] = receivers.ids
        self.env["pos.sync.order.action"].with_user(user or self.manager).create(values).apply()
        self._settle()

    def remind(self):
        self._settle()
        self.env["pos.sync.order"].with_user(SUPERUSER_ID)._cron_remind()
        self._settle()

    def grow_old(self, orders, minutes):
        orders.write({"sent_at": fields.Datetime.subtract(fields.Datetime.now(), minutes=minutes)})
        self._settle()

    def _settle(self):
        self.env.flush_all()
        self.env.invalidate_all()

    def failed(self, problem="Lamp: the price differs."):
        """An order that waits, after the receiver could not load it."""
        order = self.sent()
        self.claim(order)
        self.assertEqual(self.release(order, reason=problem)["status"], "released")
        return order


@tagged("post_install", "-at_install")
class TestPurge(BackOffice):
    """Managers purge what has ended, with a reason, and nothing else."""

    def test_purged_orders_are_gone_and_the_servers_log_says_who_and_why(self):
        paid, cancelled = self.delivered(), self.sent()
        sale = self.pay(paid)
        self.act("cancel", cancelled)
        names, lines = (paid | cancelled).mapped("name"), paid.line_ids
        logger = "odoo.addons.bi_pos_multi_session_sync.models.pos_sync_manager"
        with self.assertLogs(logger, logging.INFO) as log:
            self.act("purge", paid | cancelled, "the customer asked for it")
        self.assertFalse((paid | cancelled).exists() or lines.exists())
        self.assertFalse(sale.sync_order_id)
        for word in (*names, self.manager.login, "the customer asked for it"):
            self.assertIn(word, log.output[0])

    def test_order_under_way_keeps_all_of_them(self):
        ended, waiting, held, returned = (
            self.sent(),
            self.sent(),
            self.delivered(),
            self.delivered(),
        )
        self.act("cancel", ended)
        self.give_back(returned)
        for open_order in (waiting, held, returned):
            with self.assertRaisesRegex(UserError, open_order.name), self.env.cr.savepoint():
                self.act("purge", ended | open_order)
        self.assertEqual(len((ended | waiting | held | returned).exists()), 4)

    def test_purge_needs_a_reason_and_a_manager(self):
        order = self.sent()
        self.act("cancel", order)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.act("purge", order, "  ")
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.act("purge", order, user=self.cashiers[self.sender.id])
        with self.assertRaises(AccessError):
            order.with_user(self.cashiers[self.sender.id])._manager_purge("because")
        self.assertTrue(order.exists())


@tagged("post_install", "-at_install")
class TestRightsOfTheBackOffice(BackOffice):
    """A cashier sees nothing of what managers have."""

    def _menus(self, user):
        menus = self.env["ir.ui.menu"].with_user(user)
        visible = menus.browse(menus._visible_menu_ids())
        names = visible.get_external_id().values()
        return {name for name in names if name.startswith("bi_pos_multi_session_sync.")}

    def test_menus_are_for_managers(self):
        self.assertEqual(len(self._menus(self.manager)), 5)
        self.assertEqual(self._menus(self.cashiers[self.sender.id]), set())

    def test_buttons_are_for_managers(self):
        for view_type in ("tree", "form"):
            for user, count in ((self.manager, 4), (self.cashiers[self.sender.id], 0)):
                view = self.env["pos.sync.order"].with_user(user).get_view(view_type=view_type)
                buttons = etree.fromstring(view["arch"]).xpath("//header/button")
                self.assertEqual(len(buttons), count)

    def test_analysis_and_window_are_for_managers(self):
        cashier = self.cashiers[self.sender.id]
        for model in ("pos.sync.report", "pos.sync.order.action"):
            self.env[model].with_user(self.manager).search([])
            with self.assertRaises(AccessError):
                self.env[model].with_user(cashier).search([])
