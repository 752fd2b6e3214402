"""Reports are due on the shop's own clock, whatever the clocks do that week."""

from datetime import UTC, date, datetime

import pytest

from toonbank.doors.mail.schedule import Hours, due, newest_day, newest_week, week_due

AMSTERDAM = Hours("Europe/Amsterdam", 240, 7)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("hours", "last", "moment"),
    [
        (AMSTERDAM, date(2026, 11, 22), at(2026, 11, 23, 6)),
        # The Monday after the clocks went back, and after they went forward.
        (AMSTERDAM, date(2026, 10, 25), at(2026, 10, 26, 6)),
        (AMSTERDAM, date(2026, 3, 29), at(2026, 3, 30, 5)),
        # The hour that does not exist on Sunday 29 March: the day it is about is Saturday.
        (Hours("Europe/Amsterdam", 0, 2), date(2026, 3, 28), at(2026, 3, 29, 1)),
        (Hours("Pacific/Auckland", 240, 7), date(2026, 11, 22), at(2026, 11, 22, 18)),
        (Hours("America/New_York", 240, 7), date(2026, 11, 22), at(2026, 11, 23, 12)),
        # Before the day is over there is nothing to report.
        (Hours("Europe/Amsterdam", 240, 3), date(2026, 11, 22), at(2026, 11, 23, 3)),
        (Hours("Europe/Amsterdam", 240, 23), date(2026, 11, 22), at(2026, 11, 23, 22)),
    ],
)
def test_the_morning_after(hours: Hours, last: date, moment: datetime) -> None:
    assert due(last, hours) == moment


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (at(2026, 11, 23, 5, 59), 202646),
        (at(2026, 11, 23, 6), 202647),
        (at(2026, 11, 29, 22), 202647),
        (at(2027, 1, 4, 6), 202653),
        (at(2027, 1, 4, 5), 202652),
    ],
)
def test_only_the_newest_week(now: datetime, week: int) -> None:
    assert newest_week(now, AMSTERDAM) == week
    assert week_due(week, AMSTERDAM) <= now


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(2026, 11, 24, 5, 59), date(2026, 11, 22)),
        (at(2026, 11, 24, 6), date(2026, 11, 23)),
        # 01:30 at night still belongs to the evening before.
        (at(2026, 11, 25, 0, 30), date(2026, 11, 23)),
    ],
)
def test_only_the_newest_day(now: datetime, day: date) -> None:
    assert newest_day(now, AMSTERDAM) == day
