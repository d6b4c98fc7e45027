"""Wakes the websockets up, as ``bus.bus`` does, over a connection that stays.

Odoo opens a connection to PostgreSQL for each notification, and waits until its commit is on the
disk. That was half of the time of a claim, and the cashier waits for it.
"""

import logging
import os
import threading

import psycopg2

from odoo.sql_db import connection_info_for
from odoo.tools import SQL

from odoo.addons.bus.models.bus import ODOO_NOTIFY_FUNCTION, get_notify_payloads

_logger = logging.getLogger(__name__)

# A line that died is noticed while nobody speaks, and nobody waits long for one.
ALIVE = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,
}


class _Line:
    """The connection of this process to the database on which Odoo's websockets listen."""

    def __init__(self):
        self.lock, self.connection, self.owner = threading.Lock(), None, None

    def send(self, payloads):
        with self.lock:
            try:
                self._send(payloads)
            except psycopg2.Error:
                # The database was away since: once more, over a new connection.
                self.connection = None
                self._send(payloads)

    def _send(self, payloads):
        # A worker is a copy of its parent, whose connection is not for two.
        if not self.connection or self.owner != os.getpid():
            self.connection, self.owner = self._connect(), os.getpid()
        with self.connection.cursor() as cursor:
            for payload in payloads:
                query = SQL("SELECT %s('imbus', %s)", SQL.identifier(ODOO_NOTIFY_FUNCTION), payload)
                cursor.execute(query.code, query.params)

    def _connect(self):
        _name, info = connection_info_for("postgres")
        connection = psycopg2.connect(**info, **ALIVE)
        connection.autocommit = True
        with connection.cursor() as cursor:
            # What is notified is not kept; there is nothing to wait for.
            cursor.execute("SET synchronous_commit TO off")
        return connection


_line = _Line()


def notify(channels):
    """Have the websockets read what is new on ``channels``, each ``(database, name)``.

    Called after a commit, so that it must not fail: who hears nothing asks by himself.
    """
    try:
        _line.send(get_notify_payloads(channels))
    except psycopg2.Error:
        _logger.warning("The websockets were not woken up.", exc_info=True)
