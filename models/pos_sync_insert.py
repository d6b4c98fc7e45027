from odoo.tools import SQL


def insert_records(model, vals_list):
    """Insert rows that are complete and that nobody goes on with, in one statement.

    It leaves out what ``create`` does for all others: access rights, defaults, computed fields,
    constraints, the cache. All that was half of the time of a send.

    The race: one row is inserted twice. Whoever comes second waits here; when the first has
    committed, PostgreSQL refuses him, and Odoo repeats the whole call on what is true by then.

    :param model: an empty recordset
    :param list vals_list: dicts with the same keys: columns, and many2many fields as ids
    :return: the new records; a row that a unique constraint does not admit is left out
    """
    if not vals_list:
        return model
    fields = [model._fields[name] for name in vals_list[0]]
    columns = [field for field in fields if field.column_type]
    stamp = _prepare_stamp(model)
    rows = [
        (
            *(field.convert_to_column(vals[field.name], model, vals) for field in columns),
            *stamp.values(),
        )
        for vals in vals_list
    ]
    names = [*(field.name for field in columns), *stamp]
    ids = _insert(model.env.cr, model._table, names, rows, "id")
    for field in fields:
        if field.type == "many2many" and len(ids) == len(vals_list):
            links = [
                (number, value)
                for number, vals in zip(ids, vals_list, strict=True)
                for value in vals[field.name]
            ]
            names = (field.column1, field.column2)
            _insert(model.env.cr, field.relation, names, links, field.column1)
    return model.browse(ids)


def _prepare_stamp(model):
    if not model._log_access:
        return {}
    now, uid = model.env.cr.now(), model.env.uid
    return {"create_uid": uid, "create_date": now, "write_uid": uid, "write_date": now}


def _insert(cr, table, names, rows, returning):
    if not rows:
        return []
    cr.execute(
        SQL(
            "INSERT INTO %s (%s) VALUES %s ON CONFLICT DO NOTHING RETURNING %s",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(rows),
            SQL.identifier(returning),
        ),
        log_exceptions=False,
    )
    return [value for (value,) in cr.fetchall()]
