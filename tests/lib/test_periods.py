from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toonbank.lib import periods
from toonbank.lib.errors import Refused
from toonbank.lib.periods import Period

AMSTERDAM = "Europe/Amsterdam"
ZONES = st.sampled_from(
    [AMSTERDAM, "UTC", "America/St_Johns", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia"]
)
DAYS = st.dates(date(2005, 1, 3), date(2036, 12, 30))


def local(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(AMSTERDAM), fold=fold).astimezone(UTC)  # type: ignore[arg-type,misc]


def code(parse: object, *arguments: object) -> str:
    assert callable(parse)
    with pytest.raises(Refused) as caught:
        parse(*arguments)
    return caught.value.code


def test_the_night_belongs_to_the_day_before() -> None:
    assert periods.business_day(local(2026, 11, 22, 1, 30), AMSTERDAM, 240) == date(2026, 11, 21)
    assert periods.business_day(local(2026, 11, 22, 3, 59, 59), AMSTERDAM, 240) == date(2026, 11, 21)
    assert periods.business_day(local(2026, 11, 22, 4, 0), AMSTERDAM, 240) == date(2026, 11, 22)
    assert periods.business_day(local(2026, 11, 22, 0, 0), AMSTERDAM, 0) == date(2026, 11, 22)


def test_both_half_past_twos_of_25_october_fall_on_one_day_of_25_hours() -> None:
    first, second = local(2026, 10, 25, 2, 30), local(2026, 10, 25, 2, 30, fold=1)
    assert second - first == timedelta(hours=1)
    assert {periods.business_day(moment, AMSTERDAM, 0) for moment in (first, second)} == {date(2026, 10, 25)}
    start, end = periods.business_day_bounds(date(2026, 10, 25), AMSTERDAM, 0)
    assert end - start == timedelta(hours=25)


@pytest.mark.parametrize(("day", "hours"), [(28, 24), (29, 23), (30, 24)])
def test_hours_of_the_days_around_29_march(day: int, hours: int) -> None:
    start, end = periods.business_day_bounds(date(2026, 3, day), AMSTERDAM, 0)
    assert end - start == timedelta(hours=hours)


def test_a_time_that_does_not_exist_moves_on() -> None:
    moment = periods.local_instant(date(2026, 3, 29), time(2, 30), AMSTERDAM)
    assert moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moment.astimezone(ZoneInfo(AMSTERDAM)).time() == time(3, 30)
    assert not periods.local_exists(date(2026, 3, 29), time(2, 30), AMSTERDAM)
    assert periods.local_exists(date(2026, 10, 25), time(2, 30), AMSTERDAM)


def test_a_time_that_occurs_twice_is_the_first() -> None:
    assert periods.local_instant(date(2026, 10, 25), time(2, 30), AMSTERDAM) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_day_that_has_begun_does_not_end_when_the_clock_goes_back_before_midnight() -> None:
    # Newfoundland, 7 November 2010: at 00:01 it was 23:01 again.
    again = datetime(2010, 11, 7, 2, 31, tzinfo=UTC)
    assert again.astimezone(ZoneInfo("America/St_Johns")).day == 6
    assert periods.business_day(again, "America/St_Johns", 0) == date(2010, 11, 7)


@given(DAYS, st.integers(0, 86_399), ZONES, st.integers(0, 1439))
def test_every_instant_lies_within_the_bounds_of_its_day(
    day: date, second: int, tz: str, cutoff: int
) -> None:
    instant = datetime.combine(day, time(0), UTC) + timedelta(seconds=second)
    found = periods.business_day(instant, tz, cutoff)
    start, end = periods.business_day_bounds(found, tz, cutoff)
    assert start <= instant < end


def test_a_time_zone_must_exist() -> None:
    for tz in ("Europe/Amsterdm", "../../etc/passwd", "", "/etc/localtime", "Europe", "a\0b", "x" * 5000):
        assert code(periods.zone, tz) == "timezone_unknown"


def test_naive_instants_are_refused() -> None:
    with pytest.raises(TypeError, match="naive"):
        periods.business_day(datetime(2026, 1, 1), AMSTERDAM, 0)  # noqa: DTZ001


def test_new_year_of_2027_lies_in_week_53_of_2026() -> None:
    day = date(2027, 1, 1)
    assert (periods.week_int(day), periods.day_int(day), periods.month_int(day)) == (202653, 20270101, 202701)
    assert periods.week_label(202653) == "2026-W53"
    assert periods.week_days(202653) == (date(2026, 12, 28), date(2027, 1, 3))
    assert [periods.weekday(date(2026, 11, number)) for number in (16, 22)] == [1, 7]


@given(st.dates(date(1000, 1, 1)))
def test_numbers_read_back(day: date) -> None:
    assert periods.day_from_int(periods.day_int(day)) == day
    assert periods.parse_day(day.isoformat()) == day
    if day.year < 9999:
        week = periods.week_int(day)
        assert periods.parse_week(periods.week_label(week)) == week
        assert Period.week(week).contains(day)


@pytest.mark.parametrize("day", [20260231, 0, -20260101, 20261301, 999999999, 2026])
def test_impossible_days(day: int) -> None:
    assert code(periods.day_from_int, day) == "day_invalid"


@pytest.mark.parametrize(
    "text",
    ["03/04/2026", "31-02-2026", "2026-02-31", "45000", "20261121", "2026-W46-1", "", "２０２６-01-01"],
)
def test_days_are_iso(text: str) -> None:
    assert code(periods.parse_day, text) == "day_invalid"


@pytest.mark.parametrize(
    "text", ["2027-W53", "2026-W00", "2026-W54", "2026W46", "2026-w46", "0000-W01", "", "2026-W46\n"]
)
def test_impossible_weeks(text: str) -> None:
    assert code(periods.parse_week, text) == "week_invalid"


def test_a_period_knows_its_days_and_weeks() -> None:
    period = Period.between(date(2026, 12, 26), date(2027, 1, 5))
    assert (period.days, period.weeks) == (11, (202652, 202653, 202701))
    assert period.day_ints() == (20261226, 20270105)
    assert list(period)[0] == period.first
    assert list(period)[-1] == period.last
    around = (date(2026, 12, 25), period.first, period.last, date(2027, 1, 6))
    assert [period.contains(day) for day in around] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_period_before() -> None:
    assert periods.previous(Period.week("2027-W01")) == Period.week("2026-W53")
    assert periods.previous(Period.day(date(2026, 3, 1))) == Period.day(date(2026, 2, 28))
    assert code(Period.between, date(2026, 1, 2), date(2026, 1, 1)) == "period_reversed"
