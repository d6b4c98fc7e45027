import threading
import time

from psycopg2 import errors

from odoo import _, api, models
from odoo.tools import SQL

from .pos_sync_select import CALL_FIELDS, SKIP

# How long the loser of a race waits to learn who won.
RACE_SECONDS = 0.5
RACE_PAUSE_SECONDS = 0.01
_LOOKING = threading.BoundedSemaphore(2)


class PosSyncOrder(models.Model):
    """Two calls that change one order: who waits, who is answered at once, who is repeated."""

    _inherit = "pos.sync.order"

    def _lock(self):
        """Wait for the rows and keep them to the end of the transaction.

        The race: two calls that change one order. The second one waits; when the first has
        changed the row meanwhile, PostgreSQL refuses it and Odoo repeats the whole call on
        what is true by then. So what was read of a row that could be locked is true.
        """
        if self.ids:
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM pos_sync_order WHERE id IN %s ORDER BY id FOR UPDATE",
                    tuple(self.ids),
                ),
                log_exceptions=False,
            )
        return self

    def _take_turns(self):
        """Lock the rows, and have whoever waits for them repeated, whatever becomes of this call.

        The race: a sale that arrives twice at once, of an order that it does not end, as one that
        was taken back. A row that was locked and not written lets the second call go on with a
        view in which the first has sold nothing.
        """
        if self._lock():
            self.env.cr.execute(
                SQL("UPDATE pos_sync_order SET state = state WHERE id IN %s", tuple(self.ids)),
                log_exceptions=False,
            )

    @api.model
    def _select_or_skip(self, domain, names=CALL_FIELDS):
        """Read an order and lock it, or give up at once.

        The race: two terminals deliver one order. ``SKIP LOCKED`` answers while the winner is at
        work. Once he has committed, the row is newer than what this transaction sees; waiting for
        Odoo to repeat the call would make a cashier wait for an answer that is known.

        :return: the order; an empty one where somebody else is at work on it; None where it is
            newer than what this transaction sees
        """
        try:
            with self.env.cr.savepoint(flush=False):
                return self._select(domain, names, lock=SKIP)
        except errors.SerializationFailure:
            return None

    def _answer_lost_race(self, session, token):
        """Who has the order in this instant, past this transaction's view of the database.

        The winner is at work for some milliseconds, until he has committed. If what he did was
        no claim, the order can still be had: Odoo repeats the call on a fresh view.
        """
        deadline = time.monotonic() + RACE_SECONDS
        while time.monotonic() < deadline:
            # However many lose, few look at a time: their connections come on top of their own.
            with _LOOKING, self.env.registry.cursor() as cr:
                rival = self.with_env(self.env(cr=cr))._select_or_skip([("id", "=", self.id)])
                if rival:
                    if rival._is_held_by(session, token):
                        return rival._answer_claimed()
                    if rival._is_held_by_another(session, token):
                        return rival._answer_taken()
                    if rival.state not in ("sent", "returned"):
                        return rival._answer_gone()
                    break
            time.sleep(RACE_PAUSE_SECONDS)
        else:
            return {"status": "taken", "by": _("another till")}
        return self._repeat_call()

    def _repeat_call(self):
        """Have Odoo repeat the whole call on a fresh view of the database."""
        self.env.cr.execute("DO $$ BEGIN RAISE serialization_failure; END $$", log_exceptions=False)
