"""Business days, ISO weeks and periods of days: instants are UTC, a shop's day ends at its cut-off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import Refused, gettext_noop

_DAY = timedelta(days=1)


def business_day(instant: datetime, tz: str, cutoff_minutes: int) -> date:
    """The day an instant belongs to; 01:30 with a cut-off of 04:00 belongs to the day before."""
    day = instant.astimezone(zone(tz)).date()
    # Compared as instants, not as clock times: a cut-off may fall in the hour that occurs twice.
    starts = ((d, business_day_bounds(d, tz, cutoff_minutes)[0]) for d in (day + _DAY, day))
    return next((d for d, start in starts if instant >= start), day - _DAY)


def business_day_bounds(day: date, tz: str, cutoff_minutes: int) -> tuple[datetime, datetime]:
    """First instant of the day and first instant of the next, in UTC: 23, 24 or 25 hours apart."""
    if not 0 <= cutoff_minutes < 24 * 60:
        raise ValueError(f"cut-off of {cutoff_minutes} minutes is not within a day")
    cutoff = time(*divmod(cutoff_minutes, 60))
    return local_instant(day, cutoff, tz), local_instant(day + _DAY, cutoff, tz)


def local_instant(day: date, at: time, tz: str) -> datetime:
    """In UTC. A time that occurs twice is the first; one that does not exist moves on by the gap."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone(tz)).astimezone(UTC)


def local_exists(day: date, at: time, tz: str) -> bool:
    """False for a time the clocks jump over, such as 29 March 2026 02:30 in Amsterdam."""
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    return local_instant(day, at, tz).astimezone(zone(tz)).replace(tzinfo=None, fold=0) == wall


def zone(tz: str) -> ZoneInfo:
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = gettext_noop("“{tz}” is not a time zone; write it like Europe/Amsterdam.")
        raise Refused("timezone_unknown", message, tz=tz) from error


def day_int(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def day_from_int(day: int) -> date:
    try:
        return date(day // 10_000, day // 100 % 100, day % 100)
    except ValueError as error:
        raise Refused("day_invalid", gettext_noop("{day} is not a day."), day=day) from error


def parse_day(text: str) -> date:
    """ISO only ("2026-11-21"): other orders are for whoever knows the file."""
    try:
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError as error:
        message = gettext_noop("“{text}” is not a day; write it like 2026-11-21.")
        raise Refused("day_invalid", message, text=text) from error


def week_int(day: date) -> int:
    year, week, _ = day.isocalendar()
    return year * 100 + week


def month_int(day: date) -> int:
    return day.year * 100 + day.month


def weekday(day: date) -> int:
    """Monday is 1, Sunday is 7."""
    return day.isoweekday()


def week_label(week: int) -> str:
    return f"{week // 100:04}-W{week % 100:02}"


def parse_week(text: str) -> int:
    match = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", text)
    week = int(match[1]) * 100 + int(match[2]) if match else 0
    week_days(week)
    return week


def week_days(week: int) -> tuple[date, date]:
    """Monday and Sunday."""
    try:
        monday = date.fromisocalendar(week // 100, week % 100, 1)
    except ValueError as error:
        message = gettext_noop("That is not a week; write it like 2026-W46.")
        raise Refused("week_invalid", message, week=week) from error
    return monday, monday + 6 * _DAY


@dataclass(frozen=True, order=True)
class Period:
    """Business days from `first` up to and including `last`."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            message = gettext_noop("The last day ({last}) comes before the first ({first}).")
            raise Refused("period_reversed", message, first=self.first, last=self.last)

    @classmethod
    def between(cls, first: date, last: date) -> "Period":
        return cls(first, last)

    @classmethod
    def day(cls, day: date) -> "Period":
        return cls(day, day)

    @classmethod
    def week(cls, week: str | int) -> "Period":
        return cls(*week_days(parse_week(week) if isinstance(week, str) else week))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def weeks(self) -> tuple[int, ...]:
        """Every ISO week the period touches, in order."""
        return tuple(dict.fromkeys(map(week_int, self)))

    def __iter__(self) -> Iterator[date]:
        return (self.first + number * _DAY for number in range(self.days))

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    def day_ints(self) -> tuple[int, int]:
        return day_int(self.first), day_int(self.last)


def previous(period: Period) -> Period:
    """As many days, just before: the week before a week."""
    return Period(period.first - period.days * _DAY, period.first - _DAY)
