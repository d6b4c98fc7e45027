from uuid import uuid4

from odoo.tests import tagged

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestSendRefusals(PosSyncCommon):
    """What cannot be sent is refused with its code and a sentence, and nothing is created."""

    def _assert_refused(self, reason, answer, *words):
        self.assertEqual((answer["status"], answer.get("reason")), ("refused", reason), answer)
        self.assertGreater(len(answer["message"]), 10)
        for word in words:
            self.assertIn(word, answer["message"])
        self.assertFalse(self.env["pos.sync.order"].sudo().search([]))

    def _send_line(self, **values):
        return self.send(order=self.wire_order(lines=[self.wire_line(**values)]))

    def test_empty_cart_is_refused(self):
        self._assert_refused("empty", self.send(order=self.wire_order(lines=[])))

    def test_paid_order_is_refused(self):
        for values in (
            {"state": "paid"},
            {"state": "done"},
            {"state": "invoiced"},
            {"account_move": 5},
        ):
            self._assert_refused("paid", self.send(order=self.wire_order(**values)))

    def test_order_with_payment_lines_is_refused(self):
        payment = [[0, 0, {"amount": 0, "payment_status": "waiting", "payment_method_id": 1}]]
        answer = self.send(order=self.wire_order(statement_ids=payment))
        self._assert_refused("payment_in_progress", answer)

    def test_refund_is_refused(self):
        self._assert_refused("refund", self._send_line(qty=-1, refunded_orderline_id=12))

    def test_till_without_the_flag_is_refused(self):
        self._assert_refused("not_sender", self.send(self.receiver, self.second), "Is Sender")
        self._assert_refused("not_sender", self.send(self.plain))

    def test_receivers_that_cannot_receive_are_refused(self):
        """None, oneself, without the flag, not on the sender's list, archived."""
        nobody = self.env["pos.config"]
        for receiver_ids in ([], None, "all", [0], [-1], [True], [2**31], nobody, {"a": 1}):
            if receiver_ids is not nobody:
                self._assert_refused("no_receiver", self.send(receiver_ids=receiver_ids))
        self._assert_refused("no_receiver", self.send(receivers=self.plain))
        self._assert_refused("no_receiver", self.send(receivers=self.receiver | self.plain))
        self._assert_refused("no_receiver", self.send(receivers=self.sender))
        self.sender.sync_receiver_ids = self.second
        self._assert_refused("no_receiver", self.send(receivers=self.receiver))
        self.sender.sync_receiver_ids = False
        self.second.active = False
        self._assert_refused("no_receiver", self.send(receivers=self.second))

    def test_receiver_of_another_company_is_refused(self):
        self._assert_refused("other_company", self.send(receivers=self.stranger))
        self._assert_refused("other_company", self.send(receivers=self.receiver | self.stranger))

    def test_receiver_in_another_currency_is_refused(self):
        currency = self.currency_data["currency"]
        journal = self.env["account.journal"].create(
            {"name": "Gold", "code": "GOLD", "type": "sale", "currency_id": currency.id}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Gold", "currency_id": currency.id}
        )
        gold = self.env["pos.config"].create(
            {
                "name": "Gold",
                "journal_id": journal.id,
                "invoice_journal_id": journal.id,
                "use_pricelist": True,
                "available_pricelist_ids": pricelist.ids,
                "pricelist_id": pricelist.id,
                "payment_method_ids": False,
                "is_sync_receiver": True,
            }
        )
        self.assertEqual(gold.currency_id, currency)
        self._assert_refused("other_currency", self.send(receivers=gold))

    def test_closed_session_is_refused(self):
        session = self.close_session(self.sender)
        vals = {
            "uuid": str(uuid4()),
            "receiver_ids": self.receiver.ids,
            "order": self.wire_order(self.receiver),
        }
        api = self._as_cashier("pos.sync.order", self.sender)
        self._assert_refused("session_closed", api.send_from_ui(session.id, vals))

    def test_order_over_the_size_limit_is_refused(self):
        """The limit is a parameter in KiB of UTF-8, not of characters."""
        parameter = "bi_pos_multi_session_sync.max_payload_kib"
        self.env["ir.config_parameter"].set_param(parameter, "16")
        big = self.wire_order(note_of_another_addon="x" * 16 * 1024)
        self._assert_refused("too_large", self.send(order=big))
        wide = self.wire_order(note_of_another_addon="\u20ac" * 6 * 1024)
        self._assert_refused("too_large", self.send(order=wide))
        small = self.wire_order(note_of_another_addon="x" * 6 * 1024)
        self.assertEqual(self.send(order=small)["status"], "sent")

    def test_nonsense_size_limit_still_protects(self):
        """A parameter that is not a number leaves the default in place."""
        self.env["ir.config_parameter"].set_param(
            "bi_pos_multi_session_sync.max_payload_kib", "many"
        )
        big = self.wire_order(note_of_another_addon="x" * 1024 * 1024)
        self._assert_refused("too_large", self.send(order=big))

    def test_unknown_product_is_refused(self):
        gone = self.env["product.product"].create({"name": "Gone"})
        line = self.wire_line(gone)
        gone.unlink()
        answer = self.send(order=self.wire_order(lines=[self.wire_line(), line]))
        self._assert_refused("unknown_product", answer, str(line[2]["product_id"]))

    def test_product_of_another_company_is_refused(self):
        self.other_product.company_id = self.other_company
        self._assert_refused("unknown_product", self._send_line(product=self.other_product))

    def test_malformed_order_names_the_field(self):
        """The cashier's support can tell what is wrong."""
        for field, value in (
            ("lines", "junk"),
            ("lines", [[0, 0]]),
            ("lines", [{"product_id": 1}]),
            ("amount_total", "12"),
            ("amount_total", None),
            ("amount_tax", True),
            ("partner_id", "Ada"),
            ("partner_id", 2**31 - 1),
            ("pricelist_id", -3),
            ("pricelist_id", 2**31 - 1),
            ("fiscal_position_id", [1]),
            ("server_id", {"id": 1}),
            ("name", 7),
        ):
            with self.subTest(field=field, value=value):
                order = {**self.wire_order(), field: value}
                self._assert_refused("bad_payload", self.send(order=order), field)

    def test_malformed_line_names_line_and_field(self):
        for field, value in (
            ("product_id", "1"),
            ("qty", None),
            ("qty", "2"),
            ("price_unit", [1]),
            ("discount", "a lot"),
            ("tax_ids", [5]),
            ("tax_ids", [[6, 0, ["VAT"]]]),
            ("pack_lot_ids", [[0, 0]]),
            ("pack_lot_ids", [[0, 0, {"lot_name": 5}]]),
            ("customer_note", 7),
        ):
            with self.subTest(field=field, value=value):
                good, bad = self.wire_line(), self.wire_line()
                bad[2][field] = value
                answer = self.send(order=self.wire_order(lines=[good, bad]))
                self._assert_refused("bad_payload", answer, "2", field)

    def test_taxes_that_do_not_exist_are_refused(self):
        answer = self._send_line(tax_ids=[[6, False, [2**31 - 1]]])
        self._assert_refused("bad_payload", answer, "tax_ids")

    def test_taxes_of_another_company_are_refused(self):
        """A line that shows them could not be opened by anybody of this company."""
        foreign = self.env["account.tax"].create(
            {"name": "Foreign", "company_id": self.other_company.id}
        )
        answer = self._send_line(tax_ids=[[6, False, foreign.ids]])
        self._assert_refused("bad_payload", answer, "tax_ids")

    def test_records_of_another_company_are_refused(self):
        partner = self.env["res.partner"].create(
            {"name": "Bea", "company_id": self.other_company.id}
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "P", "company_id": self.other_company.id}
        )
        position = self.env["account.fiscal.position"].create(
            {"name": "F", "company_id": self.other_company.id}
        )
        for field, record in (
            ("partner_id", partner),
            ("pricelist_id", pricelist),
            ("fiscal_position_id", position),
        ):
            answer = self.send(order=self.wire_order(**{field: record.id}))
            self._assert_refused("bad_payload", answer, field)

    def test_arguments_that_are_no_send_are_refused(self):
        for vals in (
            None,
            [],
            "send",
            {},
            {"uuid": "short"},
            {"uuid": "with a blank in it"},
            {"uuid": 7},
        ):
            with self.subTest(vals=vals):
                self._assert_refused(
                    "bad_payload", self.call(self.sender, "send_from_ui", vals), "uuid"
                )

    def test_uuid_of_another_terminal_is_refused(self):
        """An identity that another terminal used neither sends nor tells of that order."""
        uuid = str(uuid4())
        order = self.sent(uuid=uuid)
        self.receiver.is_sync_sender = True
        answer = self.send(self.receiver, self.second, uuid=uuid)
        self.assertEqual((answer["status"], answer["reason"]), ("refused", "bad_payload"))
        self.assertEqual(order.state, "sent")

    def test_uuid_of_a_copy_is_refused(self):
        """An identity that the server gave to a copy cannot be used for another send."""
        copy = self.sent(copies=True)[0]
        answer = self.send(uuid=copy.uuid)
        self.assertEqual((answer["status"], answer.get("reason")), ("refused", "bad_payload"))

    def test_note_that_is_no_short_text_is_refused(self):
        for note in ("x" * 2000, 7, ["a"], "nul\0", {"a": 1}):
            self._assert_refused("bad_payload", self.send(note=note), "note")
