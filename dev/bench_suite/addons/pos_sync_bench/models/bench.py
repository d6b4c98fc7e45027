import time

from odoo import api, models
from odoo.api import call_kw
from odoo.exceptions import AccessError

FINAL = ("done", "recalled", "forwarded", "cancelled")


class PosSyncBench(models.AbstractModel):
    """What dev/bench asks of a server; only its databases have it."""

    _name = "pos.sync.bench"
    _description = "Benchmark of the Point of Sale Synchronization"

    @api.model
    def _check_admin(self):
        if not self.env.is_system():
            raise AccessError("The benchmark is for administrators.")

    @api.model
    def run(self, login, model, method, args):
        """Call a method as a user does, in a transaction of its own that is committed.

        :return: ``{"ms", "queries", "answer"}``: the time of call and commit, its SQL queries
        """
        self._check_admin()
        user = self.env["res.users"].search([("login", "=", login)])
        context = {
            **user.with_user(user).context_get(),
            "allowed_company_ids": user.company_id.ids,
        }
        with self.env.registry.cursor() as cr:
            target = api.Environment(cr, user.id, context)[model]
            queries, begin = cr.sql_log_count, time.perf_counter()
            answer = call_kw(target, method, args, {})
            cr.commit()
            seconds = time.perf_counter() - begin
            queries = cr.sql_log_count - queries
        return {"ms": seconds * 1000, "queries": queries, "answer": answer}

    # -- Baselines: any user may call them, as any cashier calls the product ------------------

    @api.model
    def bare(self):
        """Do nothing."""
        return True

    @api.model
    def bare_claim(self, sync_id):
        """Lock an order and write two fields, without asking who calls."""
        self._select(sync_id)
        self.env.cr.execute(
            "UPDATE pos_sync_order SET holder_cashier = 'bench' WHERE id = %s", [sync_id]
        )
        return {"status": "claimed"}

    @api.model
    def bare_confirm(self, sync_id):
        self.env.cr.execute(
            "UPDATE pos_sync_order SET holder_reference = 'bench' WHERE id = %s", [sync_id]
        )
        return {"status": "delivered"}

    def _select(self, sync_id):
        self.env.cr.execute("SELECT id FROM pos_sync_order WHERE id = %s FOR UPDATE", [sync_id])

    @api.model
    def notify(self, session_id):
        """Send a bare notification to whoever has this session open."""
        session = self.env["pos.session"].sudo().browse(session_id)
        channel = session._get_bus_channel_name()
        self.env["bus.bus"]._sendone(channel, "POS_SYNC_BENCH", {"session": session_id})
        return True

    @api.model
    def notify_all(self, session_ids):
        """Send a bare notification to whoever has one of these sessions open."""
        self._check_admin()
        for session_id in session_ids:
            self.notify(session_id)
        return True

    @api.model
    def get_channels(self, session_ids):
        """Return the names of the sessions' channels."""
        self._check_admin()
        sessions = self.env["pos.session"].browse(session_ids)
        return [session._get_bus_channel_name() for session in sessions]

    # -- Scenery ------------------------------------------------------------------------------

    @api.model
    def make_tills(self, number):
        """Open ``number`` points of sale that send and receive.

        :return: ``[{"config", "session"}]``
        """
        self._check_admin()
        configs = self.env["pos.config"].create(
            [
                {
                    "name": f"Bench {index:03}",
                    "payment_method_ids": False,
                    "is_sync_sender": True,
                    "is_sync_receiver": True,
                }
                for index in range(number)
            ]
        )
        tills = []
        for config in configs:
            # As loaded by a terminal: such a session has a channel, and is invited.
            session = self.env["pos.session"].create({"config_id": config.id})
            session.write({"state": "opened"})
            session._ensure_access_token()
            tills.append({"config": config.id, "session": session.id})
        return tills

    @api.model
    def load_sessions(self, session_ids):
        """Have sessions invited from now on, as a terminal does that loads its own."""
        self._check_admin()
        for session in self.env["pos.session"].browse(session_ids):
            session._ensure_access_token()
        return True

    @api.model
    def make_history(self, number, sender, receiver, payload):
        """Add ``number`` orders that ended in the last three years, without lines or log."""
        self._check_admin()
        config = self.env["pos.config"].browse(sender)
        self.env.cr.execute(
            """
            INSERT INTO pos_sync_order (
                uuid, batch, name, state, company_id, currency_id, sender_config_id,
                holder_config_id, payload, line_count, amount_total, sent_at, claimed_at,
                delivered_at, closed_at, create_uid, create_date, write_uid, write_date
            )
            SELECT uuid, uuid, 'SYNC/OLD/' || n, (%(final)s)[n %% 4 + 1], %(company)s,
                   %(currency)s, %(sender)s, %(receiver)s, %(payload)s, 3, 12.5, at, at, at, at,
                   %(uid)s, at, %(uid)s, at
              FROM (SELECT n, gen_random_uuid()::text AS uuid,
                           now() AT TIME ZONE 'UTC' - n * interval '90 seconds' AS at
                      FROM generate_series(1, %(number)s) AS n) AS series
            """,
            {
                "number": number,
                "final": list(FINAL),
                "company": config.company_id.id,
                "currency": config.currency_id.id,
                "sender": sender,
                "receiver": receiver,
                "payload": payload,
                "uid": self.env.uid,
            },
        )
        self.env.cr.execute(
            """
            INSERT INTO pos_sync_order_receiver_rel (pos_sync_order_id, pos_config_id)
            SELECT id, %s FROM pos_sync_order WHERE name LIKE 'SYNC/OLD/%%'
            ON CONFLICT DO NOTHING
            """,
            [receiver],
        )
        self.env.cr.execute("ANALYZE pos_sync_order; ANALYZE pos_sync_order_receiver_rel")
        return True
