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
    """The settings that every call reads are remembered from call to call, as Odoo's ormcache does.

    Nothing else knows of it: without the memory the same settings are read from the database.
    """

    _inherit = "pos.config"

    def _recall_sync_settings(self):
        """Have the settings at hand in this transaction.

        :return: the records that exist
        """
        settings = {config.id: self._read_sync_settings(config.id) for config in self}
        known = self.browse(config_id for config_id in settings if settings[config_id])
        for name in SETTINGS:
            values = [settings[config.id][name] for config in known]
            self.env.cache.insert_missing(known, self._fields[name], values)
        return known

    @api.model
    @tools.ormcache("config_id")
    def _read_sync_settings(self, config_id):
        # Sudo: settings, of terminals that the caller was found to have to do with.
        config = self.sudo().with_context(active_test=False).browse(config_id).exists()
        if not config:
            return {}
        fields = [self._fields[name] for name in SETTINGS]
        return {field.name: field.convert_to_cache(config[field.name], config) for field in fields}

    @api.model_create_multi
    def create(self, vals_list):
        configs = super().create(vals_list)
        self.env.registry.clear_cache()
        return configs

    def write(self, vals):
        result = super().write(vals)
        if not CHANGES_SETTINGS.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
