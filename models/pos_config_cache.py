from odoo import api, models, tools

# What each call of a terminal reads of the points of sale, and administrators change now and then.
SETTINGS = (
    "active",
    "name",
    "company_id",
    "currency_id",
    "is_sync_sender",
    "is_sync_receiver",
    "sync_receiver_ids",
    "sync_expiry_minutes",
)
# The currency follows from the journal's and the company's, see core.
CHANGES_SETTINGS = {*SETTINGS, "journal_id"}


class PosConfig(models.Model):
    """The settings that every call reads: Odoo's ormcache remembers them from call to call."""

    _inherit = "pos.config"

    def _recall_sync_settings(self):
        """Have the settings of these records at hand in this transaction.

        :return: the records
        """
        settings = [self._read_sync_settings(config.id) for config in self]
        for name in SETTINGS:
            values = [remembered[name] for remembered in settings]
            self.env.cache.insert_missing(self, self._fields[name], values)
        return self

    @tools.ormcache("config_id")
    def _read_sync_settings(self, config_id):
        # Sudo: settings, of terminals that the caller was found to have to do with. What is not
        # remembered of one of them is read for all.
        configs = self.sudo().with_context(active_test=False, prefetch_fields=True)
        config = configs.browse(config_id).with_prefetch(self.ids)
        fields = [self._fields[name] for name in SETTINGS]
        return {field.name: field.convert_to_cache(config[field.name], config) for field in fields}

    @api.model
    def _forget_sync_settings(self):
        """To be called by whoever changes them."""
        self.env.registry.clear_cache()
        # Once more: another thread may have remembered what was true before the commit.
        self.env.cr.postcommit.add(self.env.registry.clear_cache)

    def write(self, vals):
        result = super().write(vals)
        if not CHANGES_SETTINGS.isdisjoint(vals):
            self._forget_sync_settings()
        return result

    def unlink(self):
        """Those that listed it as a receiver list it no more."""
        result = super().unlink()
        self._forget_sync_settings()
        return result
