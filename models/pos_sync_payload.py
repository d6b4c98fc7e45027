"""What a terminal may send: checks of ``Order.export_as_JSON`` of the point of sale.

Nothing here knows Odoo's models. A payload is data; it is kept as it came, and only what this
module has looked at is ever used on the server.
"""

import json
import re

UUID_PATTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,63}")
PAID_STATES = ("paid", "done", "invoiced")
MAX_TEXT = 1024
MAX_ID = 2**31 - 1
MAX_NUMBER = 1e15  # what a float keeps to the cent


class Refusal(Exception):
    """A send that cannot be accepted. ``code`` is one of those of ``_explain_refusal``."""

    def __init__(self, code, field=None):
        super().__init__(code)
        self.code = code
        self.field = field


def is_id(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MAX_ID


def is_number(value):
    is_numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_numeric and -MAX_NUMBER < value < MAX_NUMBER


def is_uuid(value):
    return isinstance(value, str) and bool(UUID_PATTERN.fullmatch(value))


def is_text(value, size=MAX_TEXT):
    return isinstance(value, str) and len(value) <= size and _is_storable(value)


def _is_storable(text):
    """PostgreSQL keeps neither NUL nor half of a surrogate pair."""
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)


def _is_text_or_nothing(value):
    return not value or is_text(value)


def _is_id_or_nothing(value):
    return value in (None, False) or is_id(value)


def _is_number_or_nothing(value):
    return value in (None, False, "") or is_number(value)


def _is_commands(value):
    return isinstance(value, list) and all(
        isinstance(command, list) and len(command) == 3 and isinstance(command[2], dict)
        for command in value
    )


def _is_taxes(value):
    return isinstance(value, list) and all(
        isinstance(command, list)
        and len(command) == 3
        and command[0] == 6
        and isinstance(command[2], list)
        and all(map(is_id, command[2]))
        for command in value
    )


def _is_lots(value):
    return not value or (
        _is_commands(value) and all(_is_text_or_nothing(lot[2].get("lot_name")) for lot in value)
    )


ORDER_FIELDS = {
    "lines": _is_commands,
    "name": _is_text_or_nothing,
    "amount_total": is_number,
    "amount_tax": is_number,
    "partner_id": _is_id_or_nothing,
    "pricelist_id": _is_id_or_nothing,
    "fiscal_position_id": _is_id_or_nothing,
    "server_id": _is_id_or_nothing,
    "employee_id": _is_id_or_nothing,
    "sync_uuid": lambda value: not value or is_uuid(value),
}

LINE_FIELDS = {
    "product_id": is_id,
    "qty": is_number,
    "price_unit": is_number,
    "discount": _is_number_or_nothing,
    "price_subtotal": _is_number_or_nothing,
    "price_subtotal_incl": _is_number_or_nothing,
    "tax_ids": lambda value: value is None or _is_taxes(value),
    "pack_lot_ids": _is_lots,
    "full_product_name": _is_text_or_nothing,
    "customer_note": _is_text_or_nothing,
    "price_type": _is_text_or_nothing,
    "id": lambda value: value is None or isinstance(value, (int, str)),
    "combo_parent_id": lambda value: value in (None, False) or isinstance(value, (int, str)),
}


def _check_fields(values, rules, where=""):
    for field, is_valid in rules.items():
        if not is_valid(values.get(field)):
            raise Refusal("bad_payload", where + field)


def dump_payload(order, max_bytes):
    """Write a terminal's order down as it came.

    :param dict order: the export of the terminal
    :param int max_bytes: the size that is still accepted, in bytes of UTF-8
    :return: JSON text
    :raise Refusal: ``bad_payload`` or ``too_large``
    """
    if not isinstance(order, dict):
        raise Refusal("bad_payload", "order")
    try:
        text = json.dumps(order, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        size = len(text.encode())
    except (TypeError, ValueError, RecursionError) as error:
        raise Refusal("bad_payload", "order") from error
    if size > max_bytes:
        raise Refusal("too_large")
    if "\0" in text or "\\u0000" in text:
        raise Refusal("bad_payload", "order")
    return text


def check_payload(order):
    """Say whether an order may travel.

    :param dict order: the export of the terminal
    :return: the list of its lines, each a dict
    :raise Refusal: ``paid``, ``payment_in_progress``, ``empty``, ``refund``, or ``bad_payload``
        with the field at fault
    """
    if order.get("state") in PAID_STATES or order.get("account_move"):
        raise Refusal("paid")
    if order.get("statement_ids"):
        raise Refusal("payment_in_progress")
    if not order.get("lines"):
        raise Refusal("empty")
    _check_fields(order, ORDER_FIELDS)
    lines = [command[2] for command in order["lines"]]
    for number, line in enumerate(lines, 1):
        if line.get("refunded_orderline_id"):
            raise Refusal("refund")
        _check_fields(line, LINE_FIELDS, f"lines[{number}].")
    return lines
