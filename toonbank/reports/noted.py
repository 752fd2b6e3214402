"""What made days unlike others: named beside every comparison, and allowed for in those of periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from toonbank.ledger.models import ContextNote
from toonbank.ledger.notes import notes_in
from toonbank.lib.periods import Period, day_from_int
from toonbank.metrics.change import Change
from toonbank.metrics.compare_periods import Compared, compare_periods
from toonbank.metrics.metric import Unit
from toonbank.metrics.shown import Shown
from toonbank.metrics.wording import days_said
from toonbank.shops.models import Shop

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Noted:
    """`notes` that touch the period or the one before it, oldest first; `compared` like with like, empty
    where nothing is compared with a period before, or for more shops at once."""

    notes: tuple[ContextNote, ...] = ()
    compared: tuple[Compared, ...] = ()
    named: bool = False

    def lines(self) -> list[str]:
        """ "Promotion, 9 – 15 November 2026: second case half price", in the active language."""
        return [said(note, self.named) for note in self.notes]

    def alike(self, shown: Shown) -> list[str]:
        """What is left of the comparison when days are held against days of their kind."""
        known = [one for one in self.compared if one.found.value is not None]
        if not known:
            none = gettext("No days of the two periods can be held against each other.")
            return [none] if self.compared else []
        start = (
            gettext("Without these days:")
            if all(one.only_ordinary for one in known)
            else gettext("Noted days against noted days, other days against other days:")
        )
        return [start, *(_compared(one, shown) for one in known)]

    def as_json(self) -> list[dict[str, Any]]:
        return [
            {
                "kind": note.kind,
                "from": day_from_int(note.first_day).isoformat(),
                "to": day_from_int(note.last_day).isoformat(),
                "shop": note.shop.slug,
                "employee": note.employee.alias if note.employee else None,
                "text": note.text,
            }
            for note in self.notes
        ]


def noted(
    shops: Sequence[Shop],
    period: Period,
    now: datetime,
    before: Period | None = None,
    employee: str | None = None,
) -> Noted:
    """`employee`: only what touches the numbers of this one: notes about the shop, or about nobody else."""
    notes = notes_in(shops, Period(before.first, period.last) if before else period)
    notes = [note for note in notes if not (employee and note.employee and note.employee.alias != employee)]
    compared = compare_periods(shops[0], period, before, notes, now) if before and len(shops) == 1 else ()
    return Noted(tuple(notes), compared, len(shops) > 1)


def said(note: ContextNote, named: bool = False) -> str:
    days = days_said(Period(day_from_int(note.first_day), day_from_int(note.last_day)))
    who = f" ({note.employee.alias})" if note.employee else ""
    place = f"{note.shop.name}: " if named else ""
    text = f": {note.text}" if note.text else ""
    return f"{place}{note.get_kind_display()}{who}, {days}{text}"


def letter(number: int) -> str:
    """The mark of the note in a picture, 0 is the first."""
    return LETTERS[number] if number < len(LETTERS) else str(number + 1)


def _compared(one: Compared, shown: Shown) -> str:
    def number(value: float | None) -> str:
        return shown.percent(value or 0) if one.metric.unit is Unit.PERCENT else shown.money(value or 0)

    found = one.found
    return gettext("{metric}: {now} against {before}, {verdict}.").format(
        metric=one.metric.title(),
        now=number(found.first),
        before=number(found.second),
        verdict=Change(found.value, found.low, found.high, one.verdict).said(),
    )
