from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestConfigCache(PosSyncCommon):
    """Settings are remembered from call to call, and a change is seen by the next one."""

    def setUp(self):
        super().setUp()
        self.order = self.sent()
        self.claim(self.order)
        self._next_call()

    def _next_call(self):
        """Forget what a transaction remembers; what outlives it is under test."""
        self.env.flush_all()
        self.env.invalidate_all()

    def test_settings_are_not_read_again(self):
        config = self.receiver
        with self.assertQueryCount(0):
            config._recall_sync_settings()
            self.assertTrue(config.is_sync_receiver and config.name and config.currency_id)

    def test_flag_that_is_switched_off_counts_at_once(self):
        self.receiver.is_sync_receiver = False
        self._next_call()
        with self.assertRaises(UserError):
            self.claim(self.order)
        self.assertEqual(self.send(receivers=self.receiver)["reason"], "no_receiver")

    def test_sender_that_is_restricted_counts_at_once(self):
        self.sender.sync_receiver_ids = self.second
        self._next_call()
        self.assertEqual(self.send(receivers=self.receiver)["reason"], "no_receiver")
        self.assertEqual(self.send(receivers=self.second)["status"], "sent")

    def test_archived_receiver_counts_at_once(self):
        self.receiver.active = False
        self._next_call()
        self.assertEqual(self.send(receivers=self.receiver)["reason"], "no_receiver")

    def test_new_name_is_told_at_once(self):
        self.receiver.name = "Till 7"
        self._next_call()
        self.confirm(self.order)
        self.assertIn("Till 7", self.order.message_ids[0].body)

    def test_currency_of_a_journal_counts_at_once(self):
        currency = self.env["res.currency"].search([("id", "!=", self.sender.currency_id.id)])[0]
        journal = self.receiver.journal_id.copy({"currency_id": currency.id, "code": "FOREI"})
        own = self.receiver.journal_id.copy({"code": "OWNCU"})
        self.env.cr.execute(
            "UPDATE pos_config SET journal_id = %s WHERE id = %s", [own.id, self.receiver.id]
        )
        self._next_call()
        self.assertEqual(self.send(receivers=self.receiver)["status"], "sent")
        own.currency_id = journal.currency_id
        self._next_call()
        self.assertEqual(self.send(receivers=self.receiver)["reason"], "other_currency")

    def test_currency_of_a_company_counts_at_once(self):
        self.stranger._recall_sync_settings()
        currency = self.env["res.currency"].search([("id", "!=", self.stranger.currency_id.id)])[0]
        self.other_company.currency_id = currency
        self._next_call()
        self.assertEqual(
            self.stranger._read_sync_settings(self.stranger.id)["currency_id"], currency.id
        )

    def _create_receiver(self):
        return self.env["pos.config"].create(
            {"name": "Short-lived", "is_sync_receiver": True, "payment_method_ids": False}
        )

    def test_deleted_receiver_counts_at_once(self):
        config = self._create_receiver()
        self.assertEqual(self.send(receivers=config)["status"], "sent")
        gone = self.env["pos.config"].browse(config.id)
        config.unlink()
        self._next_call()
        self.assertEqual(self.send(receivers=gone)["reason"], "no_receiver")

    def test_list_of_receivers_outlives_one_that_is_deleted(self):
        """Even where it is still remembered as it was, as another server does for a moment."""
        config = self._create_receiver()
        self.sender.sync_receiver_ids = self.second | config
        self._next_call()
        self.sender._recall_sync_settings()
        self.patch(type(config), "_forget_sync_settings", lambda self: None)
        config.unlink()
        self._next_call()
        receivers = self.call(self.sender, "get_receivers_for_ui")["receivers"]
        self.assertEqual([row["config_id"] for row in receivers], self.second.ids)
        self.assertEqual(self.send(receivers=self.receiver)["reason"], "no_receiver")
        order = self.sent(receivers=self.second)
        answer = self.call(self.sender, "resend_from_ui", order.id, self.second.ids)
        self.assertEqual(answer, {"status": "sent"})

    def test_deleted_receiver_is_listed_no_more(self):
        config = self._create_receiver()
        self.sender.sync_receiver_ids = self.second | config
        self._next_call()
        self.sender._recall_sync_settings()
        config.unlink()
        self._next_call()
        listed = self.sender._read_sync_settings(self.sender.id)["sync_receiver_ids"]
        self.assertEqual(listed, tuple(self.second.ids))
