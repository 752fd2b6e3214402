"""What a check saw: in words, which numbers it makes doubtful, and where it is put right."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from toonbank.lib.periods import day_from_int
from toonbank.metrics.shown import Shown

# LOOK: worth a minute. DOUBT: the numbers named can't carry a decision until it is put right.
LOOK, DOUBT = "look", "doubt"


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
    cents: int


@dataclass(frozen=True)
class Fix:
    """Where one tap puts it right: a place the doors know, and what it is about."""

    place: str
    value: str | int = ""


@dataclass(frozen=True)
class Verdict:
    """`message` and `plural` are templates to translate, filled with `params`; `count` chooses which."""

    check: str
    state: str
    message: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)
    plural: str = ""
    count: int = 1
    numbers: frozenset[str] = frozenset()
    fix: Fix | None = None

    @property
    def doubtful(self) -> bool:
        return self.state == DOUBT

    def sentence(self, shown: Shown) -> str:
        """In the active language, numbers and money the shop's way."""
        said = gettext(self.plural if self.plural and self.count != 1 else self.message)
        return said.format(**{name: _said(value, shown) for name, value in self.params.items()})


def _said(value: Any, shown: Shown) -> str:
    if isinstance(value, Day):
        return _day(day_from_int(value.number))
    if isinstance(value, Share):
        return shown.percent(value.value)
    if isinstance(value, Money):
        return shown.money(value.cents)
    return shown.count(value) if isinstance(value, int) else str(value)


def _day(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM", locale=get_language() or "nl"))
