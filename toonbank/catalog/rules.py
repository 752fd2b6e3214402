"""On which service types an add-on may be offered, and that written out flat for the numbers."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from toonbank.catalog.days import checked_day, day_before
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Eligibility, OfferRule, ServiceType
from toonbank.catalog.spans import Span, union
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

Rule = tuple[int, frozenset[int]]


def set_rule(addon: Addon, service_types: Iterable[ServiceType], valid_from: int = ALWAYS) -> OfferRule:
    """None named means every service type. The same day again replaces that day's rule."""
    named = list(service_types)
    day = checked_day(valid_from)
    if any(service.shop_id != addon.shop_id for service in named):
        raise Refused("service_type_unknown", _("This shop has no such service type."), field="service_types")
    with changing(addon.shop):
        rule, _created = OfferRule.objects.get_or_create(addon=addon, valid_from=day)
        rule.service_types.set(named)
        write_out_for([addon])
        after = {"valid_from": day, "service_types": [service.name for service in named]}
        noted(addon.shop, "rule_set", addon, after=after)
    return rule


def write_out(shop: Shop) -> None:
    """Builds the derived rows of the whole shop anew."""
    with changing(shop):
        write_out_for(list(Addon.objects.filter(shop=shop)))


def write_out_for(addons: list[Addon]) -> None:
    """The same for add-ons that just changed and what counts with them, inside the frame of that change."""
    group = _group(addons)
    rules = _rules(group)
    Eligibility.objects.filter(addon__in=group).delete()
    Eligibility.objects.bulk_create(
        Eligibility(
            shop_id=addon.shop_id, addon=addon, service_type_id=service, first_day=first, last_day=last
        )
        for addon in group
        for service, first, last in _written(addon, group, rules)
    )


def wrongly_written(shop: Shop) -> list[Addon]:
    """Add-ons whose written-out rows do not follow from their rules."""
    addons = list(Addon.objects.filter(shop=shop))
    rules, found = _rules(addons), dict[int, list[tuple[int | None, int, int]]]()
    for row in Eligibility.objects.filter(shop=shop):
        found.setdefault(row.addon_id, []).append((row.service_type_id, row.first_day, row.last_day))
    return [addon for addon in addons if set(found.get(addon.pk, [])) != set(_written(addon, addons, rules))]


def _group(addons: list[Addon]) -> list[Addon]:
    """With every spelling of them and of what they count as."""
    named = {pk for addon in addons for pk in (addon.pk, addon.counts_as_id) if pk}
    return list(Addon.objects.filter(Q(pk__in=named) | Q(counts_as__in=named)))


def _written(addon: Addon, group: list[Addon], rules: dict[int, list[Rule]]) -> list[Span]:
    """What was logged on a spelling counts for the root, so the root fits wherever one of them does."""
    if addon.counts_as_id is not None:
        return []
    together = [one for one in group if addon.pk in (one.pk, one.counts_as_id) and one.listed]
    spans = [span for one in together for span in _spans(one, rules.get(one.pk, []))]
    return union(spans) if len(together) > 1 else spans


def _rules(addons: list[Addon]) -> dict[int, list[Rule]]:
    found: dict[int, list[Rule]] = {}
    rows = OfferRule.objects.filter(addon__in=addons).order_by("addon", "valid_from")
    for row in rows.prefetch_related("service_types"):
        services = frozenset(service.pk for service in row.service_types.all())
        found.setdefault(row.addon_id, []).append((row.valid_from, services))
    return found


def _spans(addon: Addon, rules: list[Rule]) -> Iterator[Span]:
    """Service type (None = all), first and last day; never two at once for the same service type."""
    if not rules or rules[0][0] > ALWAYS:
        rules = [(ALWAYS, frozenset()), *rules]
    ends = [day_before(start) for start, _services in rules[1:]] + [FOREVER]
    for (start, services), end in zip(rules, ends, strict=True):
        first, last = max(start, addon.active_from), min(end, addon.active_until)
        if first <= last:
            named: list[int | None] = [*sorted(services)] or [None]
            yield from ((service, first, last) for service in named)
