"""A sentence with numbers in it: a template to translate, and values written the shop's way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from toonbank.lib.periods import day_from_int
from toonbank.metrics.shown import Shown


@dataclass(frozen=True)
class Day:
    """A business day inside a sentence, written the reader's way."""

    number: int


@dataclass(frozen=True)
class Share:
    """A share inside a sentence, as a whole percentage."""

    value: float


@dataclass(frozen=True)
class Money:
    cents: float


@dataclass(frozen=True)
class About:
    """Money that is estimated: whole euros."""

    cents: float


def filled(message: str, params: Mapping[str, Any], shown: Shown) -> str:
    """In the active language; texts stay as they are, whole numbers get the shop's marks."""
    return gettext(message).format(**{name: _said(value, shown) for name, value in params.items()})


def _said(value: Any, shown: Shown) -> str:
    if isinstance(value, Day):
        return _day(day_from_int(value.number))
    if isinstance(value, Share):
        return shown.percent(value.value)
    if isinstance(value, About):
        return shown.about(value.cents)
    if isinstance(value, Money):
        return shown.money(value.cents)
    return shown.count(value) if isinstance(value, int) else str(value)


def _day(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM", locale=get_language() or "nl"))
