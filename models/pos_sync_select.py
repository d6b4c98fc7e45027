from odoo import _, api, models
from odoo.tools import SQL

# Fields that are needed are read together, and no others: most of the time of a call went into
# whole rows, of which Odoo reads every column.
LEAN = {"prefetch_fields": False}
CALL_FIELDS = [
    "name", "uuid", "state", "sender_config_id", "holder_config_id", "holder_session_id", "token",
    "claimed_from", "sent_at", "expires_at", "return_count", "is_reminded", "receiver_ids",
    "declined_ids",
]  # fmt: skip

UNLOCKED = SQL()
WAIT = SQL("FOR UPDATE OF pos_sync_order")
SKIP = SQL("FOR UPDATE OF pos_sync_order SKIP LOCKED")


class PosSyncOrder(models.Model):
    """How the calls of the terminals read orders: in one statement each."""

    _inherit = "pos.sync.order"

    @api.model
    def _find(self, session, sync_id, lock=UNLOCKED):
        """The order, in sudo, if it exists and belongs to the company of ``session``.

        :param lock: ``WAIT`` for it as :meth:`_lock` does, and keep it
        """
        return self._lean()._select(self._prepare_find_domain(session, sync_id), lock=lock)

    @api.model
    def _prepare_find_domain(self, session, sync_id):
        return [
            ("id", "=", self._check_id(sync_id, _("synchronized order"))),
            ("company_id", "=", session.config_id.company_id.id),
        ]

    @api.model
    def _lean(self):
        # Sudo: who calls is checked, and so is what each order has to do with him.
        return self.sudo().with_context(**LEAN)

    @api.model
    def _select(self, domain, names=CALL_FIELDS, order=None, lock=UNLOCKED):
        """Read fields of orders, many2many ones too, and lock the orders.

        :return: the orders, with the fields in the cache
        """
        query = self._search(domain, order=order)
        fields = [self._fields[name] for name in names]
        columns = [self._select_field(field, query) for field in fields]
        columns.insert(0, SQL.identifier(self._table, "id"))
        self.env.cr.execute(SQL("%s %s", query.select(*columns), lock), log_exceptions=False)
        rows = self.env.cr.fetchall()
        orders = self.browse([row[0] for row in rows])
        for column, field in enumerate(fields, 1):
            values = [row[column] for row in rows]
            if field.type == "many2many":
                values = map(tuple, values)
            self.env.cache.insert_missing(orders, field, values)
        return orders

    def _select_field(self, field, query):
        if field.type != "many2many":
            return self._field_to_sql(self._table, field.name, query)
        return SQL(
            "ARRAY(SELECT %s FROM %s WHERE %s = %s ORDER BY 1)",
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            SQL.identifier(self._table, "id"),
        )
