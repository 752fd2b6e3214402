"""The rules written out flat for the numbers: add-on × service type (None = every one) × days.

Seasons come back every year and are written out for the years of a shop's life, 2015 to 2049.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Q, QuerySet

from toonbank.catalog.days import day_before
from toonbank.catalog.explain import fits
from toonbank.catalog.facts import AddonFacts, Season, facts_of
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Eligibility, ServiceType
from toonbank.catalog.spans import Span, after, union
from toonbank.lib.periods import day_int
from toonbank.shops.models import Shop

YEARS = range(2015, 2050)


def write_out_for(addons: list[Addon]) -> None:
    """For add-ons that just changed and what counts with them, inside the frame of that change."""
    if not addons:
        return
    shop = addons[0].shop
    group, services = facts_of(shop, _group(addons)), _services(shop)
    Eligibility.objects.filter(addon__in=[one.id for one in group]).delete()
    Eligibility.objects.bulk_create(
        Eligibility(shop=shop, addon_id=one.id, service_type_id=service, first_day=first, last_day=last)
        for one in group
        for service, first, last in written(one, group, services)
    )


def wrongly_written(shop: Shop) -> list[Addon]:
    """Add-ons whose written-out rows do not follow from their rules."""
    everything, services = facts_of(shop), _services(shop)
    found: dict[int, list[Span]] = {}
    for row in Eligibility.objects.filter(shop=shop):
        found.setdefault(row.addon_id, []).append((row.service_type_id, row.first_day, row.last_day))
    wrong = [
        one.id
        for one in everything
        if Counter(found.get(one.id, [])) != Counter(written(one, everything, services))
    ]
    return list(Addon.objects.filter(pk__in=wrong))


def written(addon: AddonFacts, group: Iterable[AddonFacts], services: Sequence[int]) -> list[Span]:
    """What was logged on a spelling counts for the root, so the root fits wherever one of them does."""
    if addon.root != addon.id:
        return []
    together = [one for one in group if one.root == addon.id]
    spans = [span for one in together for span in spans_of(one, services)]
    return union(spans) if len(together) > 1 else spans


def spans_of(addon: AddonFacts, services: Sequence[int]) -> list[Span]:
    """Never two at once for the same service type; between two cuts nothing changes, so one day tells."""
    cuts = [day for day in _cuts(addon) if day <= FOREVER]
    found: list[Span] = []
    for start, end in pairwise([*cuts, FOREVER + 1]):
        found += [(service, start, end) for service in _fitting(addon, services, start)]
    return [(service, first, _last(end)) for service, first, end in _joined(found)]


def _fitting(addon: AddonFacts, services: Sequence[int], day: int) -> list[int | None]:
    rule = addon.rule(day)
    if rule is None or not rule.service_types and rule.headroom is None:
        return [None] if fits(addon, None, day) else []
    return [service for service in services if fits(addon, service, day)]


def _cuts(addon: AddonFacts) -> list[int]:
    """Every day on which something may begin or end."""
    days = {ALWAYS, addon.first_day, after(addon.last_day)}
    days |= {day for first, last in addon.pauses for day in (first, after(last))}
    for rule in addon.rules:
        days.add(rule.valid_from)
        if rule.season:
            days |= set(_seasons(rule.season))
        if rule.headroom is not None:
            days |= {price.valid_from for price in addon.prices}
            days |= {job.valid_from for jobs in addon.job_prices.values() for job in jobs}
    return sorted(days)


def _seasons(season: Season) -> Iterator[int]:
    first, last = season
    for year in YEARS:
        yield _day(year, first)
        yield day_int(_real(year, last) + timedelta(days=1)) if _exists(year, last) else _day(year, last)


def _day(year: int, of_year: int) -> int:
    return day_int(_real(year, of_year))


def _real(year: int, of_year: int) -> date:
    """29 February is 1 March in years that have none."""
    return date(year, *divmod(of_year, 100)) if _exists(year, of_year) else date(year, 3, 1)


def _exists(year: int, of_year: int) -> bool:
    return of_year != 229 or year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _joined(found: Iterable[Span]) -> list[Span]:
    """Stretches that follow each other are one; here a span ends on the day after."""
    whole: dict[int | None, list[list[int]]] = {}
    for service, start, end in found:
        stretches = whole.setdefault(service, [])
        if stretches and stretches[-1][1] == start:
            stretches[-1][1] = end
        else:
            stretches.append([start, end])
    return [(service, first, end) for service, stretches in whole.items() for first, end in stretches]


def _last(end: int) -> int:
    return FOREVER if end > FOREVER else day_before(end)


def _group(addons: list[Addon]) -> QuerySet[Addon]:
    """With every spelling of them and of what they count as."""
    named = {pk for addon in addons for pk in (addon.pk, addon.counts_as_id) if pk}
    return Addon.objects.filter(Q(pk__in=named) | Q(counts_as__in=named))


def _services(shop: Shop) -> list[int]:
    return list(ServiceType.objects.filter(shop=shop).order_by("pk").values_list("pk", flat=True))
