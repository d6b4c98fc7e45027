import json
import logging
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.pos_sync_payload import LINE_FIELDS, ORDER_FIELDS
from .common import PosSyncCommon
from .junk import FIXED, JUNK, NASTY, NO_ID, NO_TEXT, NO_TOKEN, mutate, paths_of, replaced

_logger = logging.getLogger(__name__)

EXAMPLES = int(os.environ.get("POS_SYNC_FUZZ", "30"))
ACCEPTED = (UserError, AccessError, ValidationError)
STATE = ["state", "holder_config_id", "token", "declined_ids", "receiver_ids", "reason"]
ID, TOKEN = "id", "token"

# Each method with its arguments: what is right, and what is certainly wrong.
METHODS = {
    "get_receivers_for_ui": [],
    "get_inbox_for_ui": [],
    "get_sent_for_ui": [],
    "get_lines_for_ui": [(ID, NO_ID)],
    "get_records_for_ui": [(ID, NO_ID), ({}, JUNK)],
    "claim_from_ui": [(ID, NO_ID), (TOKEN, NO_TOKEN)],
    "recall_from_ui": [(ID, NO_ID), (TOKEN, NO_TOKEN)],
    "confirm_from_ui": [(ID, NO_ID), (TOKEN, NO_TOKEN), ("Order 1", NO_TEXT)],
    "release_from_ui": [(ID, NO_ID), (TOKEN, NO_TOKEN), (False, NO_TEXT)],
    "give_back_from_ui": [(ID, NO_ID), (TOKEN, NO_TOKEN), (False, NO_TEXT)],
    "decline_from_ui": [(ID, NO_ID), (False, NO_TEXT)],
    "resend_from_ui": [(ID, NO_ID), ([], JUNK)],
    "check_carts_from_ui": [(TOKEN, NO_TOKEN), ([], JUNK)],
    "send_from_ui": [({}, JUNK)],
}


@tagged("post_install", "-at_install")
class TestFuzz(PosSyncCommon):
    """Whatever comes in: an answer or a sentence for the cashier, and no order moves."""

    @classmethod
    def setUpClass(cls, chart_template_ref=None):
        super().setUpClass(chart_template_ref=chart_template_ref)
        cls.receiver.is_sync_sender = True

    def setUp(self):
        super().setUp()
        self.inputs = 0
        self.waiting, self.held, self.claimed = self.sent(), self.delivered(), self.sent()
        self.own = self.sent(self.receiver, self.second)
        self.claim(self.claimed)

    def _call_raw(self, method, arguments):
        """An answer or an accepted exception; anything else is a failure that names the input."""
        self.inputs += 1
        api = self._as_cashier("pos.sync.order", self.receiver)
        with self.env.cr.savepoint() as savepoint, mute_logger("odoo.sql_db"):
            try:
                answer = getattr(api, method)(*arguments)
                self.env.flush_all()
                json.dumps(answer, allow_nan=False)
                self.assertIn("status", answer)
            except ACCEPTED as error:
                answer = None
                self.assertGreater(len(str(error)), 10)
            except AssertionError:
                raise
            except Exception as error:
                savepoint.rollback()
                raise AssertionError(f"{method}{tuple(arguments)!r}: {error!r}") from error
        return answer

    def _read_state(self):
        self.env.invalidate_all()
        orders = self.env["pos.sync.order"].sudo().search([], order="id")
        return [{name: order[name] for name in STATE} for order in orders]

    def _run(self, function, *strategies, examples=EXAMPLES):
        settings(FIXED, max_examples=examples)(given(*strategies)(function))()

    def _fuzz_method(self, method):
        good = [value for value, _wrong in METHODS[method]]
        order = {
            "claim_from_ui": self.waiting,
            "decline_from_ui": self.waiting,
            "confirm_from_ui": self.claimed,
            "release_from_ui": self.claimed,
            "recall_from_ui": self.own,
            "resend_from_ui": self.own,
        }.get(method, self.held)
        known = {ID: order.id, TOKEN: self.tokens[self.receiver.id]}
        good = [known.get(value, value) if isinstance(value, str) else value for value in good]
        session_id = self._session(self.receiver).id
        wrongs = [NO_ID] + [wrong for _value, wrong in METHODS[method]]
        before = self._read_state()

        def run(data):
            arguments = [session_id, *good]
            place = data.draw(st.sampled_from(range(len(arguments))))
            arguments[place] = data.draw(wrongs[place])
            for other in data.draw(st.sets(st.sampled_from(range(len(arguments))))):
                arguments[other] = data.draw(wrongs[other])
            self._call_raw(method, arguments)
            self.assertEqual(self._read_state(), before, f"{method}{tuple(arguments)!r}")

        self._run(run, st.data())

    def test_arguments_that_are_junk_change_nothing(self):
        for method in METHODS:
            with self.subTest(method=method):
                self._fuzz_method(method)
        self._report()

    def _valid_send(self):
        lots = [[0, 0, {"lot_name": "A1"}]]
        lines = [
            self.wire_line(id=1, pack_lot_ids=lots, customer_note="cold"),
            self.wire_line(self.other_product, id=2, combo_parent_id=1, discount=5),
        ]
        cart = self.wire_order(
            self.receiver, lines=lines, partner_id=self.customer.id, server_id=False
        )
        vals = {"receiver_ids": self.second.ids, "note": "hi", "copies": False, "parent_id": False}
        return {**vals, "order": cart}

    def _send_and_undo(self, vals):
        vals = {**vals, "uuid": self.other_token()}
        with self.env.cr.savepoint() as savepoint:
            answer = self._call_raw("send_from_ui", [self._session(self.receiver).id, vals])
            self._check_sent(vals, answer)
            savepoint.rollback()

    def test_nonsense_in_any_place_of_a_send_does_no_harm(self):
        """Every place of a send takes every nasty value: refused, or it arrives as it was sent."""
        vals = self._valid_send()
        before = self._read_state()
        for path in paths_of(vals):
            if len(path) > 4 and path[2] == 1:
                continue  # The second line has the places of the first one.
            # What the server only keeps takes fewer: each costs a whole hand-off.
            read = {*ORDER_FIELDS, *LINE_FIELDS, *vals, "order"} & set(path[-1:])
            for number, value in list(enumerate(NASTY if path else ()))[:: 1 if read else 6]:
                with self.subTest(path=path, nasty=number):
                    self._send_and_undo(replaced(vals, path, value))
        self.assertEqual(self._read_state(), before)
        self._report()

    def test_nonsense_as_reason_or_reference_does_no_harm(self):
        session_id, token = self._session(self.receiver).id, self.tokens[self.receiver.id]
        for number, value in enumerate(NASTY):
            for method, arguments in (
                ("confirm_from_ui", [self.claimed.id, token, value]),
                ("release_from_ui", [self.claimed.id, token, value]),
                ("give_back_from_ui", [self.held.id, token, value]),
                ("decline_from_ui", [self.waiting.id, value]),
            ):
                with (
                    self.subTest(method=method, nasty=number),
                    self.env.cr.savepoint() as savepoint,
                ):
                    self._call_raw(method, [session_id, *arguments])
                    savepoint.rollback()
        self._report()

    def test_mutated_order_is_refused_or_arrives_as_it_was_sent(self):
        """A valid send with a few things wrong: no error, nothing of it half done."""
        vals = self._valid_send()
        before = self._read_state()

        def run(data):
            self._send_and_undo(mutate(data, vals, data.draw(st.integers(1, 3))))
            self.assertEqual(self._read_state(), before)

        self._run(run, st.data(), examples=4 * EXAMPLES)
        self._report()

    def _check_sent(self, vals, answer):
        """What was sent reads back as it was, in every list and in the back office."""
        if not answer or answer["status"] == "refused":
            return
        self.env.invalidate_all()
        (row,) = answer["orders"]
        order = self.env["pos.sync.order"].sudo().browse(row["id"])
        inbox = self.call(self.second, "get_inbox_for_ui")["orders"]
        self.assertIn(order.id, [summary["id"] for summary in inbox])
        lines = self.call(self.second, "get_lines_for_ui", order.id)["lines"]
        self.assertEqual(len(lines), len(vals["order"]["lines"]))
        json.dumps([inbox, lines], allow_nan=False)
        order.with_user(self.manager).web_read(
            {"line_ids": {"fields": {"tax_ids": {}}}, "payload": {}}
        )
        claimed = self.claim(order, self.second)
        self.assertEqual(claimed["order"], json.loads(json.dumps(vals["order"])))

    def test_sale_with_a_mutated_link_is_stored(self):
        """Whatever a cart says about the order that it was: money that was taken is booked."""
        before = self._read_state()

        def run(uuid):
            self.inputs += 1
            with self.env.cr.savepoint() as savepoint:
                sale = self.pay(config=self.second, sync_uuid=uuid, sync_origin=uuid)
                self.assertEqual((sale.state, bool(sale.sync_order_id)), ("paid", False))
                savepoint.rollback()
            self.assertEqual(self._read_state(), before)

        self._run(run, JUNK, examples=EXAMPLES // 2)
        self._report()

    def _report(self):
        _logger.info("pos_sync: %s malformed inputs to %s", self.inputs, self._testMethodName)
