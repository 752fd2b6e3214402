"""When and where an add-on may be offered, from a day on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.days import checked_day
from toonbank.catalog.eligibility import write_out_for
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, Addon, OfferRule, ServiceType
from toonbank.catalog.year import Season, is_day_of_year
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

# The moments of a visit, as the ledger has them.
MOMENTS = ("intake", "during", "checkout")
LEAST_HEADROOM, MOST_HEADROOM = 1, 500


@dataclass(frozen=True)
class Terms:
    """What a rule says. Nothing named = no limit; see OfferRule for what each means."""

    service_types: tuple[ServiceType, ...] = ()
    moments: tuple[str, ...] = ()
    season: Season | None = None
    headroom: int | None = None
    not_with: tuple[Addon, ...] = field(default=())


def set_rule(
    addon: Addon,
    service_types: Iterable[ServiceType] = (),
    valid_from: int = ALWAYS,
    moments: Iterable[str] = (),
    season: Season | None = None,
    headroom: int | None = None,
    not_with: Iterable[Addon] = (),
) -> OfferRule:
    """No service types named means every one. The same day again replaces that day's rule."""
    day = checked_day(valid_from)
    terms = Terms(tuple(service_types), tuple(moments), season, headroom, tuple(not_with))
    _check(addon, terms)
    with changing(addon.shop):
        stood = OfferRule.objects.filter(addon=addon, valid_from__lte=day).order_by("-valid_from").first()
        before = {"rule": _plain(stood)} if stood else {}
        rule, _created = OfferRule.objects.get_or_create(addon=addon, valid_from=day)
        rule.moments = ",".join(moment for moment in MOMENTS if moment in terms.moments)
        rule.season_first, rule.season_last = terms.season or (None, None)
        rule.headroom = terms.headroom
        rule.save()
        rule.service_types.set(terms.service_types)
        rule.not_with.set(terms.not_with)
        write_out_for([addon])
        noted(addon.shop, "rule_set", addon, before=before, after={"valid_from": day, **_plain(rule)})
    return rule


def write_out(shop: Shop) -> None:
    """Builds the derived rows of the whole shop anew."""
    with changing(shop):
        write_out_for(list(Addon.objects.filter(shop=shop)))


def write_out_dear(shop: Shop) -> None:
    """Of the add-ons whose rules look at the price of the job, after that or the list of jobs changed."""
    write_out_for(list(Addon.objects.filter(shop=shop, rules__headroom__isnull=False).distinct()))


def _check(addon: Addon, terms: Terms) -> None:
    if any(service.shop_id != addon.shop_id for service in terms.service_types):
        raise Refused("service_type_unknown", _("This shop has no such service type."), field="service_types")
    if set(terms.moments) - set(MOMENTS):
        raise Refused("moment_unknown", _("Choose intake, during the service or checkout."), field="moments")
    if terms.season is not None and not all(map(is_day_of_year, terms.season)):
        message = _("Give the season as two days of the year, such as 1 November and 28 February.")
        raise Refused("season_invalid", message, field="season_first")
    if terms.headroom is not None and not LEAST_HEADROOM <= terms.headroom <= MOST_HEADROOM:
        message = _("Fill in a percentage from {least} to {most}.")
        raise Refused("headroom_invalid", message, field="headroom", least=LEAST_HEADROOM, most=MOST_HEADROOM)
    if any(other.shop_id != addon.shop_id or other.pk == addon.pk for other in terms.not_with):
        raise Refused("not_with_unknown", _("Choose other add-ons of this shop."), field="not_with")


def _plain(rule: OfferRule) -> dict[str, Any]:
    """Only what limits: the rest is no part of the rule."""
    season = None if rule.season_first is None else [rule.season_first, rule.season_last]
    found = {
        "service_types": [service.name for service in rule.service_types.all()],
        "moments": rule.moments.split(",") if rule.moments else None,
        "season": season,
        "headroom": rule.headroom,
        "not_with": [other.name for other in rule.not_with.all()] or None,
    }
    return {name: value for name, value in found.items() if value is not None}
