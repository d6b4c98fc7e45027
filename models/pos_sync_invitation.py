from functools import partial

from odoo import models

from odoo.addons.bus.models.bus import channel_with_db, json_dump

from .pos_sync_bus import notify
from .pos_sync_insert import insert_records
from .pos_sync_states import NOTIFICATION


class PosSyncOrder(models.Model):
    """Who is told that something has changed, and how."""

    _inherit = "pos.sync.order"

    def _concerned_configs(self):
        """The terminals that show these orders in one of their lists."""
        return self.sender_config_id | self.receiver_ids | self.holder_config_id

    def _map_concerned_configs(self):
        return {order: order._concerned_configs() for order in self}

    def _invite(self, event, before=None):
        """Invite the open sessions that each order concerns to read it again.

        The channel is protected by its name only, so that nothing but ids goes through it; the
        terminal asks for the rest by a call that checks it.

        :param dict before: the terminals that an order concerned until now, by order
        """
        concerned = self._map_concerned_configs()
        for order, configs in (before or {}).items():
            concerned[order] |= configs
        sessions = self.env["pos.config"].union(*concerned.values())._get_sync_sessions()
        # Without a token no terminal has loaded the session: nobody listens.
        sessions = sessions.filtered("access_token")
        ids = {order: set(configs.ids) for order, configs in concerned.items()}
        self._send_invitations(
            (session, {"sync_id": order.id, "config_id": session.config_id.id, "event": event})
            for order in concerned
            for session in sessions
            if session.config_id.id in ids[order]
        )

    def _send_invitations(self, invitations):
        """Put ``(session, payload)`` on the bus at the end of the transaction, as ``bus.bus`` does.

        Each is a row for the websockets, which are woken up once it is committed.
        """
        rows = [
            {
                "channel": channel_with_db(self.env.cr.dbname, session._get_bus_channel_name()),
                "message": {"type": NOTIFICATION, "payload": payload},
            }
            for session, payload in invitations
        ]
        channels = list({row["channel"] for row in rows})
        texts = [{name: json_dump(value) for name, value in row.items()} for row in rows]
        if rows:
            self.env.cr.precommit.add(partial(insert_records, self.env["bus.bus"], texts))
            self.env.cr.postcommit.add(partial(notify, channels))
