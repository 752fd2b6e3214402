"""The daily check: what was done, what is usual, what to look at."""

from datetime import UTC, date, datetime

import pytest

from tests.metrics.worlds import Place, place
from toonbank.catalog.prices import set_price
from toonbank.reports.daily import Daily, daily, last_full_day

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def shop(mondays: list[int], today: int = 0) -> Place:
    """So many tickets with one bought offer each on the Mondays before, the last one first."""
    found = place("Fietsenzaak", ["Sam"], ["Beurt"], ["Slot"])
    set_price(found.addons["Slot"], 2000, 500)
    for weeks, tickets in enumerate([today, *mondays]):
        day = date.fromordinal(MONDAY.toordinal() - 7 * weeks)
        for _ in range(tickets):
            found.log(day, found.line("Slot", "bought"), employee="Sam", service_type="Beurt")
    return found.record()


def of(found: Place, day: date = MONDAY) -> Daily:
    return daily(found.shop, day, NOW)


def test_beside_the_usual_monday() -> None:
    report = of(shop([4, 0, 6, 5], today=3))
    assert (report.now["tickets"].hits, report.now["revenue"].hits) == (3, 6000)
    # The Monday on which nothing was logged says nothing about an open one.
    assert report.usual == {"tickets": 5, "offers": 5, "bought": 5, "revenue": 10000}


def test_nothing_is_usual_yet() -> None:
    assert set(of(shop([], today=3)).usual.values()) == {None}


def test_what_is_nine_weeks_ago_is_no_longer_usual() -> None:
    assert set(of(shop([0] * 8 + [4, 4, 4], today=1)).usual.values()) == {None}


def test_silent_although_usually_open() -> None:
    report = of(shop([4] * 6))
    assert (report.empty, report.closed) == (True, False)
    assert [verdict.check for verdict in report.checks] == ["silence"]


def test_closed_as_usual() -> None:
    report = of(shop([4] * 6), date(2026, 11, 22))
    assert (report.empty, report.closed, report.checks) == (True, True, ())


def test_for_machines() -> None:
    told = of(shop([], today=1)).as_json()
    assert list(told) == ["shop", "day", "numbers", "usual", "notes", "checks"]
    assert (told["day"], told["numbers"]["tickets"]["hits"]) == ("2026-11-23", 1)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 24, 2, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 24, 3, tzinfo=UTC), MONDAY),
    ],
)
def test_the_last_full_day(now: datetime, day: date) -> None:
    assert last_full_day(shop([]).shop, now) == day
