import json
import select
import time
from uuid import uuid4

import psycopg2

from odoo.sql_db import connection_info_for
from odoo.tests import BaseCase, tagged

from odoo.addons.bi_pos_multi_session_sync.models.pos_sync_bus import _Line

from .common import PosSyncCommon


@tagged("post_install", "-at_install")
class TestBus(PosSyncCommon):
    """Who is invited to look, with what, and that nobody else learns anything."""

    def setUp(self):
        super().setUp()
        self._collect()

    def _collect(self):
        """The notifications that a commit would send now: [(channel, type, payload)]."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].sudo().search([], order="id")
        result = []
        for row in rows:
            message = json.loads(row.message)
            result.append((json.loads(row.channel)[1], message["type"], message["payload"]))
        rows.unlink()
        return result

    def _invitations(self):
        """{config: {(sync_id, event)}} of ours, each checked for its shape and its channel."""
        channels = {
            self._session(config)._get_bus_channel_name(): config
            for config in self.sender | self.receiver | self.second | self.plain | self.stranger
        }
        invited = {}
        for channel, kind, payload in self._collect():
            if kind == "POS_SYNC_ORDER":
                self.assertEqual(set(payload), {"sync_id", "config_id", "event"})
                config = channels[channel]
                self.assertEqual(payload["config_id"], config.id)
                invited.setdefault(config, set()).add((payload["sync_id"], payload["event"]))
        return invited

    def test_send_invites_sender_and_receivers(self):
        order = self.sent()
        event = {(order.id, "sent")}
        expected = {self.sender: event, self.receiver: event, self.second: event}
        self.assertEqual(self._invitations(), expected)

    def test_send_to_one_invites_not_the_other(self):
        order = self.sent(receivers=self.second)
        event = {(order.id, "sent")}
        self.assertEqual(self._invitations(), {self.sender: event, self.second: event})

    def test_copy_invites_its_own_receiver_only(self):
        first, second = self.sent(copies=True)
        events = {self.receiver: {(first.id, "sent")}, self.second: {(second.id, "sent")}}
        events[self.sender] = {(first.id, "sent"), (second.id, "sent")}
        self.assertEqual(self._invitations(), events)

    def test_each_step_invites_all_concerned(self):
        """It disappears from the others' lists in front of their eyes."""
        order = self.sent()
        self._collect()
        concerned = {self.sender, self.receiver, self.second}
        for step, event in (
            (self.claim, "claimed"),
            (self.release, "sent"),
            (self.claim, "claimed"),
            (self.confirm, "delivered"),
            (self.give_back, "returned"),
            (self.recall, "claimed"),
            (lambda order: self.confirm(order, self.sender), "recalled"),
        ):
            step(order)
            invited = self._invitations()
            self.assertEqual(set(invited), concerned, event)
            for events in invited.values():
                self.assertEqual(events, {(order.id, event)})

    def test_refusal_invites_all_concerned(self):
        order = self.sent()
        self._collect()
        self.call(self.receiver, "decline_from_ui", order.id, "busy")
        self.assertEqual(set(self._invitations()), {self.sender, self.receiver, self.second})

    def test_resend_invites_those_who_lose_it_too(self):
        order = self.sent(receivers=self.receiver)
        self._collect()
        self.call(self.sender, "resend_from_ui", order.id, self.second.ids)
        self.assertEqual(set(self._invitations()), {self.sender, self.receiver, self.second})

    def test_sale_invites_all_concerned_and_the_till_that_sold(self):
        order = self.sent(receivers=self.second)
        self.claim(order, self.second)
        self._collect()
        self.pay(order, self.receiver)
        invited = self._invitations()
        self.assertEqual(set(invited), {self.sender, self.second, self.receiver})

    def test_second_sale_invites_all_concerned(self):
        order = self.delivered()
        self.pay(order)
        self._collect()
        self.pay(order, self.second)
        self.assertEqual(set(self._invitations()), {self.sender, self.receiver, self.second})

    def test_closed_session_is_not_invited(self):
        session = self._session(self.second)
        channel = session._get_bus_channel_name()
        self.close_session(self.second)
        self._collect()
        self.sent()
        self.assertNotIn(channel, [row[0] for row in self._collect()])

    def test_nothing_is_sent_after_a_rollback(self):
        with self.env.cr.savepoint() as savepoint:
            self.sent()
            savepoint.rollback()
        self.assertEqual(self._invitations(), {})

    def test_refused_and_repeated_calls_invite_nobody(self):
        order = self.sent()
        self.claim(order)
        self._collect()
        self.claim(order)
        self.claim(order, self.second)
        self.send(receivers=self.plain)
        self.confirm(order, self.second)
        self.call(self.receiver, "get_inbox_for_ui")
        self.assertEqual(self._invitations(), {})

    def test_plain_till_is_never_invited_nor_notified(self):
        """Flags off: nothing, not even for its own sales."""
        self.delivered()
        self.pay(config=self.plain)
        self.assertNotIn(self.plain, self._invitations())


@tagged("post_install", "-at_install")
class TestBusLine(BaseCase):
    """The connection that wakes the websockets up, to a real database."""

    def setUp(self):
        super().setUp()
        self.line, (_name, info) = _Line(), connection_info_for("postgres")
        self.ear = psycopg2.connect(**info)
        self.addCleanup(self.ear.close)
        self.ear.autocommit = True
        self._execute("LISTEN imbus")

    def _execute(self, query, *parameters):
        with self.ear.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []

    def _send(self):
        """Send something of its own: other databases of this cluster may be talking, too."""
        word = str(uuid4())
        self.line.send([json.dumps([word])])
        return word

    def assertHeard(self, word):
        heard, deadline = [], time.monotonic() + 10
        while word not in heard and time.monotonic() < deadline:
            select.select([self.ear], [], [], 1)
            self.ear.poll()
            heard += [json.loads(notify.payload)[0] for notify in self.ear.notifies]
            self.ear.notifies.clear()
        self.assertIn(word, heard)

    def _cut(self):
        """End the connection at the other side, and wait until it is gone."""
        pid = self.line.connection.get_backend_pid()
        self._execute("SELECT pg_terminate_backend(%s)", pid)
        deadline = time.monotonic() + 10
        while self._execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", pid):
            self.assertLess(time.monotonic(), deadline)
        return pid

    def test_what_is_sent_is_heard_over_one_line(self):
        self.assertHeard(self._send())
        connection = self.line.connection
        self.assertHeard(self._send())
        self.assertIs(self.line.connection, connection)

    def test_line_that_was_cut_is_opened_again(self):
        self._send()
        pid = self._cut()
        self.assertHeard(self._send())
        self.assertNotEqual(self.line.connection.get_backend_pid(), pid)

    def test_worker_has_a_line_of_its_own(self):
        """A worker is a copy of its parent: it may not speak over the parent's connection."""
        self._send()
        parent, self.line.owner = self.line.connection, -1
        self.assertHeard(self._send())
        self.assertIsNot(self.line.connection, parent)
