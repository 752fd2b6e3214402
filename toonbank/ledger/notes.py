"""What made days unlike others: a promotion, a trainee, the weather. Noted, never a change of a ticket."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toonbank.ledger.models import ContextNote, NoteKind
from toonbank.lib.errors import Refused
from toonbank.lib.periods import Period, day_from_int, day_int
from toonbank.shops.access import Seat
from toonbank.shops.models import Employee, Shop
from toonbank.shops.names import named

MAX_TEXT = 80
MOST_DAYS = 400


def add_note(
    seat: Seat,
    kind: str,
    period: Period,
    employee: Employee | None = None,
    text: str = "",
    now: datetime | None = None,
) -> ContextNote:
    """Both days included. A note about being trained names the employee; a text holds no customer data."""
    if kind not in NoteKind.values:
        raise Refused("note_kind_unknown", _("Choose what kind of note this is."), field="kind")
    if kind == NoteKind.TRAINEE and employee is None:
        raise Refused("note_who", _("Say who is being trained."), field="employee")
    if employee is not None and employee.shop_id != seat.shop.pk:
        raise Refused("employee_unknown", _("This shop has no such employee."), field="employee")
    if period.days > MOST_DAYS:
        message = _("A note is about at most {most} days.")
        raise Refused("note_too_long", message, field="last_day", most=MOST_DAYS)
    first, last = period.day_ints()
    with transaction.atomic():
        return ContextNote.objects.create(
            shop=seat.shop,
            kind=kind,
            first_day=first,
            last_day=last,
            employee=employee,
            text=named(text, MAX_TEXT, "text").name if text.strip() else "",
            created_at=now or timezone.now(),
            created_by=seat.member,
        )


def remove_note(note: ContextNote, now: datetime | None = None) -> None:
    """It no longer counts; the row stays, with the moment it was taken away."""
    with transaction.atomic():
        ContextNote.objects.filter(pk=note.pk, removed_at=None).update(removed_at=now or timezone.now())


def notes_in(shops: Iterable[Shop], period: Period) -> list[ContextNote]:
    """Notes that touch the period, the oldest first, with shop and employee at hand."""
    first, last = period.day_ints()
    found = ContextNote.objects.filter(
        shop__in=list(shops), removed_at=None, first_day__lte=last, last_day__gte=first
    )
    return list(found.select_related("shop", "employee").order_by("first_day", "pk"))


def all_notes(shop: Shop) -> list[ContextNote]:
    """Every note that counts, the newest first."""
    found = ContextNote.objects.filter(shop=shop, removed_at=None)
    return list(found.select_related("employee", "created_by__user"))


def noted_days(notes: Iterable[ContextNote], period: Period) -> dict[int, str]:
    """Per day of the period with a note about the whole shop its kinds, such as "promotion+weather"."""
    kinds: dict[int, set[str]] = {}
    for note in notes:
        if note.employee_id is None:
            for day in _days(note, period):
                kinds.setdefault(day, set()).add(note.kind)
    return {day: "+".join(sorted(found)) for day, found in sorted(kinds.items())}


def personal_days(notes: Iterable[ContextNote], period: Period) -> dict[int, set[int]]:
    """Per employee the days of the period about which there is a note for that employee alone."""
    found: dict[int, set[int]] = {}
    for note in notes:
        if note.employee_id is not None:
            found.setdefault(note.employee_id, set()).update(_days(note, period))
    return found


def runs_of(days: dict[int, str]) -> list[tuple[str, Period]]:
    """Days of one kind that follow each other are one period: one question."""
    found: list[tuple[str, Period]] = []
    for number, kind in sorted(days.items()):
        day = day_from_int(number)
        if found and found[-1][0] == kind and found[-1][1].last == day - timedelta(days=1):
            found[-1] = (kind, Period(found[-1][1].first, day))
        else:
            found.append((kind, Period.day(day)))
    return found


def _days(note: ContextNote, period: Period) -> list[int]:
    first = max(period.first, day_from_int(note.first_day))
    last = min(period.last, day_from_int(note.last_day))
    return [day_int(day) for day in Period(first, last)] if first <= last else []
