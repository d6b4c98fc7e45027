from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestConfig(PosSyncCommon):
    """The flags of a point of sale, what they allow, and how a manager sets them."""

    def _receivers(self):
        rows = self.call(self.sender, "get_receivers_for_ui")["receivers"]
        return {row["config_id"] for row in rows}

    def test_new_till_takes_no_part(self):
        config = self.env["pos.config"].create({"name": "New", "payment_method_ids": False})
        self.assertRecordValues(
            config,
            [
                {
                    "is_sync_sender": False,
                    "is_sync_receiver": False,
                    "sync_receiver_ids": [],
                    "sync_expiry_minutes": 0,
                    "sync_sound": True,
                }
            ],
        )

    def test_empty_list_means_every_receiver_of_the_company(self):
        self.assertEqual(self._receivers(), {self.receiver.id, self.second.id})
        self.plain.is_sync_receiver = True
        self.assertEqual(self._receivers(), {self.receiver.id, self.second.id, self.plain.id})
        self.second.active = False
        self.assertEqual(self._receivers(), {self.receiver.id, self.plain.id})

    def test_list_of_receivers_limits(self):
        self.sender.sync_receiver_ids = self.second | self.plain
        self.assertEqual(self._receivers(), {self.second.id})

    def test_archived_receiver_of_the_list_limits_as_before(self):
        """Nobody is left to send to, which is not the same as everybody."""
        self.sender.sync_receiver_ids = self.second
        self.second.active = False
        self.assertEqual(self._receivers(), set())
        self.assertEqual(self.send(receivers=self.receiver)["reason"], "no_receiver")
        self.second.active = True
        self.assertEqual(self._receivers(), {self.second.id})

    def test_till_that_is_both_does_not_send_to_itself(self):
        self.sender.is_sync_receiver = True
        self.assertNotIn(self.sender.id, self._receivers())

    def test_till_cannot_list_itself(self):
        with self.assertRaises(ValidationError):
            self.sender.sync_receiver_ids = self.sender

    def test_till_cannot_list_another_company(self):
        with self.assertRaises(ValidationError):
            self.sender.sync_receiver_ids = self.receiver | self.stranger

    def test_negative_expiry_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.sender.sync_expiry_minutes = -1
            self.env.flush_all()

    def test_settings_save_to_the_point_of_sale(self):
        settings = self.env["res.config.settings"].create(
            {
                "pos_config_id": self.plain.id,
                "pos_is_sync_sender": True,
                "pos_is_sync_receiver": True,
                "pos_sync_receiver_ids": [(6, 0, self.second.ids)],
                "pos_sync_expiry_minutes": 45,
                "pos_sync_sound": False,
            }
        )
        settings.execute()
        self.assertRecordValues(
            self.plain,
            [
                {
                    "is_sync_sender": True,
                    "is_sync_receiver": True,
                    "sync_receiver_ids": self.second.ids,
                    "sync_expiry_minutes": 45,
                    "sync_sound": False,
                }
            ],
        )
        shown = self.env["res.config.settings"].create({"pos_config_id": self.plain.id})
        self.assertTrue(shown.pos_is_sync_sender)
        self.assertEqual(shown.pos_sync_receiver_ids, self.second)

    def test_flags_reach_the_terminal(self):
        """Odoo loads the point of sale whole: the terminal knows its flags without a call."""
        session = self._session(self.sender).with_user(self.cashiers[self.sender.id])
        data = session._get_pos_ui_pos_config(session._loader_params_pos_config())
        self.assertTrue(data["is_sync_sender"])
        self.assertFalse(data["is_sync_receiver"])

    def test_till_without_flags_can_call_nothing_of_its_side(self):
        order = self.sent()
        token = self.tokens[self.plain.id]
        for method, *arguments in (
            ("get_receivers_for_ui",),
            ("get_inbox_for_ui",),
            ("get_sent_for_ui",),
            ("claim_from_ui", order.id, token),
            ("recall_from_ui", order.id, token),
            ("decline_from_ui", order.id, "no"),
            ("resend_from_ui", order.id, self.second.ids),
        ):
            with self.subTest(method=method), self.assertRaises(UserError):
                self.call(self.plain, method, *arguments)
        self.assertEqual(order.state, "sent")

    def test_flag_that_goes_off_leaves_received_orders_their_way_out(self):
        """A manager who switches receiving off in the middle strands nobody's order."""
        held, claimed = self.delivered(), self.sent()
        self.claim(claimed)
        self.receiver.is_sync_receiver = False
        self.assertEqual(self.confirm(claimed), {"status": "delivered"})
        self.assertEqual(self.give_back(claimed), {"status": "returned"})
        self.pay(held)
        self.assertEqual(held.state, "done")

    def test_only_receiver_that_is_switched_off_keeps_no_order_hostage(self):
        """The sender still takes back what nobody can claim any more."""
        order = self.sent(receivers=self.receiver)
        self.receiver.is_sync_receiver = False
        self.assertEqual(self.recall(order)["status"], "claimed")
