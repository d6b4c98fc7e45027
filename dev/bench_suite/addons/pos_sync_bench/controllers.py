from odoo import http
from odoo.http import request


class Baselines(http.Controller):
    """What the least that a hand-over could do costs through the same HTTP server."""

    @http.route("/pos_sync_bench/claim", type="json", auth="user")
    def claim(self, order):
        cr = request.env.cr
        cr.execute("SELECT id FROM pos_sync_order WHERE id = %s FOR UPDATE", [order])
        cr.execute("UPDATE pos_sync_order SET write_date = now() WHERE id = %s", [order])
        return True

    @http.route("/pos_sync_bench/confirm", type="json", auth="user")
    def confirm(self, order):
        query = "UPDATE pos_sync_order SET write_date = now() WHERE id = %s"
        request.env.cr.execute(query, [order])
        return True

    @http.route("/pos_sync_bench/bare", type="json", auth="user")
    def bare(self):
        return request.env.uid

    @http.route("/pos_sync_bench/notify", type="json", auth="user")
    def notify(self, session):
        # Sudo: as the addon does, the channel of another till's session.
        channel = request.env["pos.session"].sudo().browse(session)._get_bus_channel_name()
        request.env["bus.bus"]._sendone(channel, "POS_SYNC_BENCH", {})
        return True
