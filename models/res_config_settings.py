from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    pos_is_sync_sender = fields.Boolean(related="pos_config_id.is_sync_sender", readonly=False)
    pos_is_sync_receiver = fields.Boolean(related="pos_config_id.is_sync_receiver", readonly=False)
    pos_sync_receiver_ids = fields.Many2many(
        related="pos_config_id.sync_receiver_ids", readonly=False
    )
    pos_sync_expiry_minutes = fields.Integer(
        related="pos_config_id.sync_expiry_minutes", readonly=False
    )
    pos_sync_alert_minutes = fields.Integer(
        related="pos_config_id.sync_alert_minutes", readonly=False
    )
    pos_sync_responsible_id = fields.Many2one(
        related="pos_config_id.sync_responsible_id", readonly=False
    )
    pos_sync_reasons = fields.Text(related="pos_config_id.sync_reasons", readonly=False)
    pos_sync_sound = fields.Boolean(related="pos_config_id.sync_sound", readonly=False)

    # Of the database, not of one point of sale: no pos_ prefix.
    sync_retention = fields.Selection(
        [("keep", "Keep"), ("strip", "Forget their content"), ("purge", "Delete")],
        "Ended Synchronized Orders",
        default="keep",
        config_parameter="bi_pos_multi_session_sync.retention",
    )
    sync_retention_days = fields.Integer(
        "After (days)",
        default=365,
        config_parameter="bi_pos_multi_session_sync.retention_days",
    )
    sync_max_payload_kib = fields.Integer(
        "Largest Order (KiB)",
        default=512,
        config_parameter="bi_pos_multi_session_sync.max_payload_kib",
    )
