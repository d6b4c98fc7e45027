from odoo import _, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .pos_config import OPEN_SESSION
from .pos_sync_select import UNLOCKED

# The race: a claim for a session that closes at the same time. The closing one waits.
KEEP_OPEN = SQL("FOR SHARE OF session")
# The user's partner is whom the log names.
READ = {"pos.session": ["config_id", "state"], "res.users": ["partner_id"], "res.partner": ["name"]}


class PosSyncOrder(models.Model):
    """Who is calling: read in one statement, and checked before anything else."""

    _inherit = "pos.sync.order"

    @api.model
    def _get_session(self, session_id, lock=UNLOCKED):
        """The session that is calling, in sudo, open or not.

        :raise AccessError: not a cashier, or a session of another company
        :raise UserError: no such session
        """
        self.check_access_rights("read")
        session = self._read_caller(self._check_id(session_id, _("session")), lock)
        if not session:
            raise UserError(_("This session does not exist. Reload the point of sale."))
        session.config_id._recall_sync_settings()
        as_user = session.with_user(self.env.user)
        as_user.check_access_rights("read")
        as_user.check_access_rule("read")
        return session

    @api.model
    def _read_caller(self, session_id, lock):
        # Sudo: the caller may use the point of sale; whether he sees this session is checked next.
        env = self._lean().env
        for model, names in READ.items():
            env[model].flush_model(names)
        env.cr.execute(
            SQL(
                """
                SELECT session.config_id, session.state, partner.id, partner.name
                  FROM pos_session AS session, res_users AS caller
                  JOIN res_partner AS partner ON partner.id = caller.partner_id
                 WHERE session.id = %s AND caller.id = %s %s
                """,
                session_id,
                env.uid,
                lock,
            ),
            log_exceptions=False,
        )
        for config_id, state, partner_id, name in env.cr.fetchall():
            session = env["pos.session"].browse(session_id)
            for record, field, value in (
                (session, "config_id", config_id),
                (session, "state", state),
                (env.user, "partner_id", partner_id),
                (env["res.partner"].browse(partner_id), "name", name),
            ):
                env.cache.insert_missing(record, record._fields[field], [value])
            return session
        return env["pos.session"]

    @api.model
    def _get_caller(self, session_id, flag=None, lock=UNLOCKED):
        """The open session that is calling, in sudo.

        :param int session_id: as the terminal says it
        :param str flag: the field of ``pos.config`` that the call needs
        :param lock: ``KEEP_OPEN``, so that the session cannot close during the call
        :raise AccessError: see :meth:`_get_session`
        :raise UserError: no such session, a closed one, or a terminal without the flag
        """
        session = self._get_session(session_id, lock)
        if session.state not in OPEN_SESSION:
            raise UserError(_("The session of this point of sale is closed. Open it again first."))
        if flag and not session.config_id[flag]:
            raise UserError(
                _(
                    "%(name)s is not set up for this: a manager can switch on “%(flag)s” in the "
                    "settings of the point of sale.",
                    name=session.config_id.name,
                    flag=session.config_id._fields[flag]._description_string(self.env),
                )
            )
        return session
