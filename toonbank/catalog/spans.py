"""Stretches of days per service type, laid over each other."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from toonbank.catalog.days import FIRST, day_before
from toonbank.catalog.models import ALWAYS, FOREVER
from toonbank.catalog.year import DAYS, WHOLE_YEAR, Season
from toonbank.lib.periods import day_from_int, day_int

# Days of the year as one number with a bit for each.
Year = int


class Span(NamedTuple):
    """Service type (None = every one), first and last day, season; all days included."""

    service: int | None
    first: int
    last: int
    season: Season = WHOLE_YEAR


def union(spans: Iterable[Span]) -> list[Span]:
    """The same days for the same services, no day twice for one service; "every one" holds all others."""
    given = list(spans)
    cuts = sorted({day for span in given for day in (span.first, after(span.last))})
    whole: dict[int | None, list[tuple[int, int, Year]]] = {}
    for start, end in pairwise(cuts):
        for service, year in _years(given, start).items():
            stretches = whole.setdefault(service, [])
            if stretches and stretches[-1][1:] == (start, year):
                stretches[-1] = (stretches[-1][0], end, year)
            else:
                stretches.append((start, end, year))
    return [
        Span(service, start, FOREVER if end > FOREVER else day_before(end), season)
        for service, stretches in whole.items()
        for start, end, year in stretches
        for season in _seasons(year)
    ]


def after(last: int) -> int:
    """The day on which something that lasted up to `last` is there no more."""
    if last in (ALWAYS, FOREVER):
        return FIRST if last == ALWAYS else FOREVER + 1
    return day_int(day_from_int(last) + timedelta(days=1))


def _years(spans: list[Span], day: int) -> dict[int | None, Year]:
    """Of each service the days of the year on which it fits around this day."""
    found: dict[int | None, Year] = {}
    for span in spans:
        if span.first <= day <= span.last:
            found[span.service] = found.get(span.service, 0) | _year(span.season)
    everywhere = found.get(None, 0)
    kept = {service: year if service is None else year & ~everywhere for service, year in found.items()}
    return {service: year for service, year in kept.items() if year}


def _year(season: Season) -> Year:
    first, last = map(DAYS.index, season)
    return (1 << last + 1) - (1 << first)


def _seasons(year: Year) -> Iterator[Season]:
    """The stretches of days that are set, in calendar order."""
    for is_set, days in groupby(enumerate(DAYS), lambda day: bool(year >> day[0] & 1)):
        if is_set:
            stretch = [of_year for _at, of_year in days]
            yield stretch[0], stretch[-1]
