"""On which service types an add-on may be offered, and that written out flat for the numbers."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_noop as _

from toonbank.catalog.days import checked_day, day_before
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, FOREVER, Addon, Eligibility, OfferRule, ServiceType
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
    """The same for add-ons that were just changed, inside the frame of that change."""
    rules = _rules(addons)
    Eligibility.objects.filter(addon__in=addons).delete()
    Eligibility.objects.bulk_create(
        Eligibility(
            shop_id=addon.shop_id, addon=addon, service_type_id=service, first_day=first, last_day=last
        )
        for addon in addons
        for service, first, last in _spans(addon, rules.get(addon.pk, []))
    )


def wrongly_written(shop: Shop) -> list[Addon]:
    """Add-ons whose written-out rows do not follow from their rules."""
    addons = list(Addon.objects.filter(shop=shop))
    rules, found = _rules(addons), dict[int, list[tuple[int | None, int, int]]]()
    for row in Eligibility.objects.filter(shop=shop):
        found.setdefault(row.addon_id, []).append((row.service_type_id, row.first_day, row.last_day))
    return [
        addon
        for addon in addons
        if set(found.get(addon.pk, [])) != set(_spans(addon, rules.get(addon.pk, [])))
    ]


def _rules(addons: list[Addon]) -> dict[int, list[Rule]]:
    found: dict[int, list[Rule]] = {}
    rows = OfferRule.objects.filter(addon__in=addons).order_by("addon", "valid_from")
    for row in rows.prefetch_related("service_types"):
        services = frozenset(service.pk for service in row.service_types.all())
        found.setdefault(row.addon_id, []).append((row.valid_from, services))
    return found


def _spans(addon: Addon, rules: list[Rule]) -> Iterator[tuple[int | None, int, int]]:
    """Service type (None = all), first and last day; never two at once for the same service type."""
    if not rules or rules[0][0] > ALWAYS:
        rules = [(ALWAYS, frozenset()), *rules]
    ends = [day_before(start) for start, _services in rules[1:]] + [FOREVER]
    for (start, services), end in zip(rules, ends, strict=True):
        first, last = max(start, addon.active_from), min(end, addon.active_until)
        if first <= last:
            named: list[int | None] = [*sorted(services)] or [None]
            yield from ((service, first, last) for service in named)
