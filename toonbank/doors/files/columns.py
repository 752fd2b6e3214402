"""How each column of the offer log is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.names import AddonName, addon_name, split_name
from toonbank.doors.files import fields, words
from toonbank.doors.files.fields import Column
from toonbank.doors.files.mapping import Mapping
from toonbank.lib.errors import Refused
from toonbank.shops.people import MAX_ALIAS

MAX_SERVICE = 60
SEPARATOR = "\x1f"
ADDON = ("category", "variant", "detail", "addon")


@dataclass(frozen=True)
class Reading:
    """What the reader needs beside the file: the last day there can be, and how to hide a customer."""

    last_day: date
    hide: Callable[[str], str]
    mapping: Mapping


def columns(reading: Reading, mark: str) -> list[Column[Any]]:
    """`mark` is the decimal mark of this file's amounts."""
    amount = partial(fields.amount, mark=mark)
    parsers: list[tuple[str, Any, Callable[[str], Any]]] = [
        ("ticket", "", fields.ticket_key),
        ("date", None, partial(fields.day, last=reading.last_day)),
        ("time", None, fields.clock),
        ("employee", None, partial(fields.own_name, longest=MAX_ALIAS)),
        ("service_type", None, partial(fields.own_name, longest=MAX_SERVICE)),
        # The ledger itself looks for customer data in receipts; twice would cost a third of the time.
        ("receipt", "", str),
        ("ticket_total", None, amount),
        ("customer", "", reading.hide),
        *((name, "", partial(words.code, column=name)) for name in words.WORDS),
        ("quantity", 1, fields.quantity),
        ("unit_price", None, amount),
        ("discount", 0, amount),
        ("unit_cost", None, amount),
        ("script", None, fields.script),
    ]
    values = reading.mapping.values
    return [Column(name, empty, parse, values.get(name, {})) for name, empty, parse in parsers]


def addon_column(mapping: Mapping) -> Column[AddonName | None]:
    """The four name columns read as one cell, joined by a sign no text holds."""
    meant = [mapping.values.get(name, {}) for name in ADDON]
    parts = [Column[str](name, "", str, words) for name, words in zip(ADDON, meant, strict=True)]
    return Column("addon", None, partial(_addon, parts=parts), {})


def _addon(joined: str, parts: list[Column[str]]) -> AddonName | None:
    texts = [part.value(raw) for part, raw in zip(parts, joined.split(SEPARATOR), strict=True)]
    *three, whole = texts
    if not any(texts):
        return None
    if not whole:
        return addon_name(*three)
    found = split_name(whole)
    if any(three) and addon_name(*three).key != found.key:
        raise Refused("addon_contradicts", _("The add-on is named in two ways that differ."))
    return found
