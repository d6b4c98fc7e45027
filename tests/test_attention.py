from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_back_office import BackOffice


@tagged("post_install", "-at_install")
class TestLateOrders(BackOffice):
    """Somebody is asked about an order that waits too long, once."""

    def setUp(self):
        super().setUp()
        self.sender.sync_alert_minutes = 10

    def _asked(self, order):
        return order.activity_ids.mapped("user_id")

    def test_age_shows_in_color_and_filter(self):
        fresh, aging, late, held = self.sent(), self.sent(), self.sent(), self.delivered()
        self.grow_old(aging, 6)
        self.grow_old(late | held, 11)
        orders = fresh | aging | late | held
        self.assertEqual(orders.mapped("color"), [10, 2, 1, 0])
        self.assertEqual(orders.mapped("is_late"), [False, False, True, False])
        found = self.env["pos.sync.order"].with_user(self.manager).search
        ours = ("id", "in", orders.ids)
        self.assertEqual(found([ours, ("is_late", "=", True)]).ids, late.ids)
        self.assertEqual(found([ours, ("is_late", "!=", True)]), orders - late)
        self.assertEqual(found([ours, ("is_late", "=", False)]), orders - late)

    def test_age_is_said_in_words(self):
        order = self.sent()
        for minutes, words in ((3, "3 min"), (119, "119 min"), (180, "3 h"), (4000, "2 d")):
            self.grow_old(order, minutes)
            self.assertEqual(order.age, words)
        self.act("cancel", order)
        self.assertFalse(order.age)

    def test_sender_of_a_late_order_is_asked_once(self):
        order, fresh = self.sent(), self.sent()
        self.grow_old(order, 11)
        for _time in range(2):
            self.remind()
            self.assertEqual(self._asked(order), self.cashiers[self.sender.id])
            self.assertEqual(len(order.activity_ids), 1)
        self.assertFalse(self._asked(fresh))

    def test_answered_question_is_not_asked_again(self):
        order = self.sent()
        self.grow_old(order, 11)
        self.remind()
        order.activity_ids.action_feedback("I went and asked")
        self.remind()
        self.assertFalse(order.activity_ids)

    def test_responsible_person_is_asked(self):
        self.sender.sync_responsible_id = self.manager
        order = self.sent()
        self.grow_old(order, 11)
        self.remind()
        self.assertEqual(self._asked(order), self.manager)

    def test_returned_order_is_asked_about_as_well(self):
        order = self.sent(receivers=self.receiver)
        self.call(self.receiver, "decline_from_ui", order.id, "no")
        self.grow_old(order, 11)
        self.remind()
        self.assertEqual(len(order.activity_ids), 1)

    def test_order_of_an_archived_sender_is_asked_about_as_well(self):
        order = self.sent(receivers=self.receiver)
        self.call(self.receiver, "decline_from_ui", order.id, "no")
        self.grow_old(order, 11)
        self.close_session(self.sender)
        self.sender.active = False
        found = self.env["pos.sync.order"].with_user(self.manager).search([("is_late", "=", True)])
        self.assertEqual(found.ids, order.ids)
        self.remind()
        self.assertEqual(len(order.activity_ids), 1)

    def test_nobody_is_asked_where_there_is_no_alert(self):
        self.sender.sync_alert_minutes = 0
        order = self.sent()
        self.grow_old(order, 10000)
        self.remind()
        self.assertFalse(order.activity_ids or order.is_late)
        self.assertEqual(order.color, 0)

    def test_question_goes_when_somebody_takes_the_order(self):
        order = self.sent()
        self.grow_old(order, 11)
        self.remind()
        self.claim(order)
        self.assertFalse(order.activity_ids)
        self.release(order)
        self.remind()
        self.assertEqual(len(order.activity_ids), 1)

    def test_question_goes_when_the_order_is_offered_anew(self):
        order = self.sent(receivers=self.receiver)
        self.grow_old(order, 11)
        self.remind()
        self.act("reassign", order, receivers=self.second)
        self.assertFalse(order.activity_ids or order.is_late)
        self.grow_old(order, 11)
        self.remind()
        self.assertEqual(len(order.activity_ids), 1)


@tagged("post_install", "-at_install")
class TestErrorDesk(BackOffice):
    """An order that a till could not load says why, who reported it, and what may mend it."""

    def test_problem_is_kept_with_who_reported_it(self):
        order = self.failed("Lamp: the price differs.")
        self.assertEqual(order.last_error, "Lamp: the price differs.")
        self.assertEqual(order.error_config_id, self.receiver)
        self.assertTrue(order.error_at)
        self.assertEqual(order.color, 1)
        self.assertIn("Checkout", order.suggestion)
        self.assertIn("Lamp: the price differs.", self.log(order))

    def test_suggestion_names_the_cause_that_the_server_can_see(self):
        order = self.failed()
        pricelist = self.env["product.pricelist"].create({"name": "Happy Hour"})
        order.pricelist_id = pricelist
        pricelist.active = False
        self.assertIn("Happy Hour", order.suggestion)
        self.tax.active = False
        self._settle()
        self.assertIn("VAT 10 incl", order.suggestion)
        self.product.available_in_pos = False
        self._settle()
        self.assertIn("Lamp", order.suggestion)
        order.line_ids[0].product_id = False
        self._settle()
        self.assertIn("deleted", order.suggestion)

    def test_retry_clears_the_problem_and_the_log_says_who(self):
        order = self.failed()
        order.with_user(self.manager).action_retry()
        self._settle()
        self.assertFalse(order.last_error or order.suggestion)
        self.assertIn(self.manager.name, self.log(order).split("\n")[0])
        self.assertEqual(self.claim(order, self.second)["status"], "claimed")
        with self.assertRaises(AccessError):
            order.with_user(self.cashiers[self.receiver.id]).action_retry()

    def test_problem_ends_where_the_order_arrives_or_goes_elsewhere(self):
        arrived, reassigned = self.failed(), self.failed()
        self.claim(arrived, self.second)
        self.assertTrue(arrived.last_error)
        self.confirm(arrived, self.second)
        self.act("reassign", reassigned, receivers=self.second)
        self.assertEqual((arrived | reassigned).mapped("last_error"), [False, False])
