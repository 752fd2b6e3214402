"""What a check saw: in words, which numbers it makes doubtful, and where it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toonbank.lib.periods import day_from_int, month_int, week_int, week_label
from toonbank.metrics.labels import Label
from toonbank.metrics.sentence import filled
from toonbank.metrics.shown import Shown

# LOOK: worth a minute. DOUBT: the numbers named can't carry a decision until it is put right.
LOOK, DOUBT = "look", "doubt"


@dataclass(frozen=True)
class Fix:
    """Where one tap puts it right: a place the doors know, and what it is about."""

    place: str
    value: str | int = ""


@dataclass(frozen=True)
class Verdict:
    """`message` and `plural` are templates to translate, filled with `params`; `count` chooses which.

    `days` and `only` say how far a doubt reaches, empty means everywhere: the days on which it was seen, and
    per dimension the ids and names it is about, such as one employee.
    """

    check: str
    state: str
    message: str
    params: dict[str, Any] = field(default_factory=dict, hash=False)
    plural: str = ""
    count: int = 1
    numbers: frozenset[str] = frozenset()
    fix: Fix | None = None
    days: frozenset[int] = frozenset()
    only: Mapping[str, frozenset[int | str]] = field(default_factory=dict, hash=False)

    @property
    def doubtful(self) -> bool:
        return self.state == DOUBT

    def sentence(self, shown: Shown) -> str:
        """In the active language, numbers and money the shop's way."""
        return filled(self.plural if self.plural and self.count != 1 else self.message, self.params, shown)

    def reaches(self, labels: Mapping[str, Label]) -> bool:
        """Is a row of these labels among what it was seen in?"""
        if any(name in labels and labels[name] not in known for name, known in self.only.items()):
            return False
        parts = [name for name in ("day", "week", "month") if name in labels]
        return not self.days or all(
            any(_part(name, day) == labels[name] for day in self.days) for name in parts
        )

    def within(self, first: int, last: int) -> bool:
        return not self.days or any(first <= day <= last for day in self.days)


def _part(name: str, number: int) -> str:
    """The label that a day has as a day, a week or a month; see metrics/labels.py."""
    day = day_from_int(number)
    if name == "day":
        return day.isoformat()
    month = month_int(day)
    return week_label(week_int(day)) if name == "week" else f"{month // 100}-{month % 100:02}"
