"""Orders that ended long ago, as many as wanted."""

OWN = ("id", "uuid", "name", "batch", "sent_at", "state", "pos_order_id", "parent_id")


def copy_orders(shop, count):
    """Fill the table with ended copies of one sent order, by SQL, and let PostgreSQL look at it."""
    source = shop.send(lines=1)[0]
    with shop.registry.cursor() as cr:
        fields = shop.registry["pos.sync.order"]._fields.values()
        names = [f.name for f in fields if f.store and f.column_type and f.name not in OWN]
        columns = ", ".join(f'"{name}"' for name in names)
        cr.execute(
            f"""
            INSERT INTO pos_sync_order (uuid, name, batch, sent_at, state, {columns})
            SELECT gen_random_uuid()::text, 'SYNC/2020/' || n, gen_random_uuid()::text,
                   now() AT TIME ZONE 'utc' - n * interval '1 minute',
                   (ARRAY['done', 'done', 'done', 'recalled', 'cancelled'])[1 + n %% 5], {columns}
              FROM pos_sync_order, generate_series(1, %s) n
             WHERE id = %s
            """,
            [count, source],
        )
        cr.execute(
            """
            INSERT INTO pos_sync_order_receiver_rel
            SELECT o.id, r.pos_config_id
              FROM pos_sync_order o, pos_sync_order_receiver_rel r
             WHERE r.pos_sync_order_id = %s AND o.name LIKE 'SYNC/2020/%%'
            """,
            [source],
        )
    with shop.registry.cursor() as cr:
        cr.execute("ANALYZE")
