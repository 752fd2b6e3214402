"""From the text of one cell to one value, strictly; every refusal says what should stand there."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Generic, TypeVar

from django.utils.translation import gettext_noop as _

from toonbank.doors.files.words import spelled
from toonbank.ledger.checked import MAX_CENTS
from toonbank.ledger.models import MAX_QUANTITY
from toonbank.lib import amounts, text
from toonbank.lib.errors import Refused
from toonbank.lib.periods import parse_day
from toonbank.lib.problems import Problems
from toonbank.shops.names import Named, named

MAX_KEY, MAX_WORDING = 120, 240
T = TypeVar("T")


class Column(Generic[T]):
    """Reads every distinct text once: names, days and amounts come back all the time.

    `meant` are the shop's own words with what they mean here, by folded spelling.
    """

    def __init__(self, name: str, empty: T, parse: Callable[[str], T], meant: Mapping[str, str]) -> None:
        self.name, self.empty, self.parse, self.meant = name, empty, parse, meant
        self.known: dict[str, T] = {"": empty}

    def read(self, line: int, raw: str, problems: Problems) -> T:
        """What the text means; what an empty cell means when it is wrong, which is then a problem."""
        try:
            return self.known[raw]
        except KeyError:
            pass
        try:
            value = self.known[raw] = self.value(raw)
        except Refused as error:
            problems.add(line, self.name, error)
            return self.empty
        return value

    def value(self, raw: str) -> T:
        """Raises Refused when the text means nothing here."""
        meaning = self.meant.get(spelled(raw), raw) if self.meant else raw
        return self.parse(meaning) if meaning else self.empty


def ticket_key(raw: str) -> str:
    return text.clean(raw, MAX_KEY)


def day(raw: str, last: date) -> date:
    found = parse_day(raw)
    if found.year < 2000:
        raise Refused("day_too_old", _("This day lies before the year 2000."))
    if found > last:
        raise Refused("day_in_future", _("This day has not been yet."))
    return found


def clock(raw: str) -> time:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", raw):
        raise Refused("time_invalid", _("“{text}” is not a time; write it like 14:05."), text=raw[:40])
    return time.fromisoformat(raw)


def quantity(raw: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", raw):
        raise Refused("quantity", _("Write a whole number from 1 to {most}."), most=MAX_QUANTITY)
    return int(raw)


def amount(raw: str, mark: str) -> int:
    cents = amounts.cents(raw, mark)
    if not 0 <= cents <= MAX_CENTS:
        raise Refused("amount", _("Write an amount from 0 to a million."))
    return cents


def own_name(raw: str, longest: int) -> Named:
    return named(raw, longest, "")


def script(raw: str) -> Named | int:
    """A version number, or the sentence itself."""
    if re.fullmatch(r"[1-9][0-9]{0,3}", raw):
        return int(raw)
    return own_name(raw, MAX_WORDING)
