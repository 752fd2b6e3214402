"""The rules written out flat for the numbers: add-on × service type (None = every one) × days × season."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from django.db.models import Q, QuerySet

from toonbank.catalog.days import day_before
from toonbank.catalog.explain import fits
from toonbank.catalog.facts import AddonFacts, facts_of
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Eligibility, ServiceType
from toonbank.catalog.spans import Span, after, union
from toonbank.catalog.year import Season, parts
from toonbank.shops.models import Shop


def write_out_for(addons: list[Addon]) -> None:
    """For add-ons that just changed and what counts with them, inside the frame of that change."""
    if not addons:
        return
    shop = addons[0].shop
    group, services = facts_of(shop, _group(addons)), _services(shop)
    Eligibility.objects.filter(addon__in=[one.id for one in group]).delete()
    Eligibility.objects.bulk_create(
        Eligibility(
            shop=shop,
            addon_id=one.id,
            service_type_id=span.service,
            first_day=span.first,
            last_day=span.last,
            season_first=span.season[0],
            season_last=span.season[1],
        )
        for one in group
        for span in written(one, group, services)
    )


def wrongly_written(shop: Shop) -> list[Addon]:
    """Add-ons whose written-out rows do not follow from their rules."""
    everything, services = facts_of(shop), _services(shop)
    found: dict[int, list[Span]] = {}
    for row in Eligibility.objects.filter(shop=shop):
        season = (row.season_first, row.season_last)
        span = Span(row.service_type_id, row.first_day, row.last_day, season)
        found.setdefault(row.addon_id, []).append(span)
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
    """Never two at once for the same service type; but for seasons nothing changes between two cuts, so one
    day tells."""
    all_year = replace(addon, rules=tuple(replace(rule, season=None) for rule in addon.rules))
    cuts = [day for day in _cuts(addon) if day <= FOREVER]
    found: list[Span] = []
    for start, end in pairwise([*cuts, FOREVER + 1]):
        rule = addon.rule(start)
        for service in _fitting(all_year, services, start):
            found += [Span(service, start, end, part) for part in parts(rule.season if rule else None)]
    return [span._replace(last=_last(span.last)) for span in _joined(found)]


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
        if rule.headroom is not None:
            days |= {price.valid_from for price in addon.prices}
            days |= {job.valid_from for jobs in addon.job_prices.values() for job in jobs}
    return sorted(days)


def _joined(found: Iterable[Span]) -> list[Span]:
    """Stretches that follow each other are one; here a span ends on the day after."""
    whole: dict[tuple[int | None, Season], list[Span]] = {}
    for span in found:
        stretches = whole.setdefault((span.service, span.season), [])
        if stretches and stretches[-1].last == span.first:
            stretches[-1] = stretches[-1]._replace(last=span.last)
        else:
            stretches.append(span)
    return [span for stretches in whole.values() for span in stretches]


def _last(end: int) -> int:
    return FOREVER if end > FOREVER else day_before(end)


def _group(addons: list[Addon]) -> QuerySet[Addon]:
    """With every spelling of them and of what they count as."""
    named = {pk for addon in addons for pk in (addon.pk, addon.counts_as_id) if pk}
    return Addon.objects.filter(Q(pk__in=named) | Q(counts_as__in=named))


def _services(shop: Shop) -> list[int]:
    return list(ServiceType.objects.filter(shop=shop).order_by("pk").values_list("pk", flat=True))
