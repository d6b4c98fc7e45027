from markupsafe import Markup

from odoo.tools import SQL


def insert_records(model, vals_list):
    """Insert rows that are complete and that nobody goes on with, in one statement.

    It leaves out what ``create`` does for all others: access rights, computed fields, constraints,
    the cache, and defaults but those of required fields, which another addon may have added. All
    that was half of the time of a send.

    The race, where a column is unique: one row is inserted twice. Whoever comes second waits here;
    when the first has committed, PostgreSQL refuses him, and Odoo repeats the whole call on what
    is true by then.

    :param model: an empty recordset
    :param list vals_list: dicts with the same keys: columns, and many2many fields as ids; Markup is
        taken as clean
    :return: the new records; none where a row was there already
    """
    if not vals_list:
        return model
    defaults = _get_required_defaults(model, vals_list[0])
    vals_list = [{**defaults, **vals} for vals in vals_list]
    fields = [model._fields[name] for name in vals_list[0]]
    columns = [field for field in fields if field.column_type]
    stamp = _prepare_stamp(model)
    rows = [
        (
            *(_convert(field, vals[field.name], model, vals) for field in columns),
            *stamp.values(),
        )
        for vals in vals_list
    ]
    names = [*(field.name for field in columns), *stamp]
    ids = _insert(model.env.cr, model._table, names, rows, "id")
    if len(ids) != len(vals_list):
        return model
    for field in fields:
        if field.type == "many2many":
            links = [
                (number, value)
                for number, vals in zip(ids, vals_list, strict=True)
                for value in vals[field.name]
            ]
            names = (field.column1, field.column2)
            _insert(model.env.cr, field.relation, names, links, field.column1)
    return model.browse(ids)


def _convert(field, value, model, vals):
    # Whoever made it has escaped what he put into it; to sanitize it takes half an insert.
    return str(value) if isinstance(value, Markup) else field.convert_to_column(value, model, vals)


def _get_required_defaults(model, vals):
    missing = [
        name
        for name, field in model._fields.items()
        if field.required and field.store and field.column_type and name not in vals
    ]
    return model.default_get(missing) if missing else {}


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
