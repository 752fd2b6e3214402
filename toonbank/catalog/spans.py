"""Stretches of days per service type, laid over each other."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from toonbank.catalog.days import FIRST, day_before
from toonbank.catalog.models import ALWAYS, FOREVER
from toonbank.lib.periods import day_from_int, day_int

# Service type (None = every one), first and last day, both included.
Span = tuple[int | None, int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """The same days for the same services, no day twice for one service; "every one" holds all others."""
    given = list(spans)
    cuts = sorted({day for _service, first, last in given for day in (first, after(last))})
    whole: dict[int | None, list[tuple[int, int]]] = {}
    for start, end in pairwise(cuts):
        for service in _services(given, start):
            stretches = whole.setdefault(service, [])
            if stretches and stretches[-1][1] == start:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
    return [
        (service, start, FOREVER if end > FOREVER else day_before(end))
        for service, stretches in whole.items()
        for start, end in stretches
    ]


def _services(spans: list[Span], day: int) -> set[int | None]:
    found = {service for service, first, last in spans if first <= day <= last}
    return {None} if None in found else found


def after(last: int) -> int:
    """The day on which something that lasted up to `last` is there no more."""
    if last in (ALWAYS, FOREVER):
        return FIRST if last == ALWAYS else FOREVER + 1
    return day_int(day_from_int(last) + timedelta(days=1))
