"""The list of add-ons, and one add-on with all that is dated."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.catalog.addons import listed, too_many
from toonbank.catalog.explain import is_dear
from toonbank.catalog.facts import AddonFacts, in_force
from toonbank.catalog.models import Addon, BundleContents, Kind, Price, Script
from toonbank.catalog.snapshot import Catalog, catalog_of
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import page
from toonbank.doors.pages.rarely import rarely_offered
from toonbank.doors.pages.rule_words import in_words
from toonbank.shops import access
from toonbank.shops.models import Shop


@require_safe
def addon_list(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    shop, day = seat.shop, shown.today(seat.shop)
    catalog, notice = catalog_of(shop), too_many(shop, day)
    rows = [_row(shop, catalog, addon, day) for addon in listed(shop)]
    active = [row for row in rows if row["addon"].active_until >= day]
    context = {
        "section": "catalog",
        "active": active,
        "archived": [row for row in rows if row["addon"].active_until < day],
        "notice": notice and notice.text(gettext),
        "rarely": rarely_offered(shop, [row["addon"] for row in active], day) if notice else [],
    }
    return page(request, seat, "catalog", context)


@require_safe
def addon_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    addon = access.own(seat, Addon, pk=pk)
    shop, day = seat.shop, shown.today(seat.shop)
    context = {
        "section": "catalog",
        "addon": addon,
        "archived": addon.active_until < day,
        "starts": shown.day(shop, addon.active_from) if addon.active_from > day else "",
        "prices": _prices(shop, addon, day),
        "scripts": _scripts(shop, addon, day),
        "rules": _rules(shop, catalog_of(shop), addon, day),
        "dear": _dear(catalog_of(shop), addon.pk, day),
        "gaps": [[shown.day(shop, end) for end in gap] for gap in catalog_of(shop).addons[addon.pk].pauses],
        "bundles": _bundles(shop, addon, day) if addon.kind == Kind.BUNDLE else [],
        "is_bundle": addon.kind == Kind.BUNDLE,
    }
    return page(request, seat, "addon", context)


def _row(shop: Shop, catalog: Catalog, addon: Addon, day: int) -> dict[str, Any]:
    facts = catalog.addons[addon.pk]
    price, script = facts.price(day), facts.script(day)
    return {
        "addon": addon,
        "price": shown.money(shop, price.unit_price) if price else "",
        "script": script.wording if script else "",
        "where": _where(catalog, facts, day),
        "starts": shown.day(shop, addon.active_from) if addon.active_from > day else "",
        "cost_unknown": price is not None and price.unit_cost is None,
    }


def _dear(catalog: Catalog, addon: int, day: int) -> str:
    """The jobs beside which it is expensive today."""
    facts = catalog.addons[addon]
    return ", ".join(name for pk, name in catalog.service_types.items() if is_dear(facts, pk, day))


def _where(catalog: Catalog, facts: AddonFacts, day: int) -> str:
    rule = in_force(facts.rules, day)
    return _named(name for pk, name in catalog.service_types.items() if rule and pk in rule.service_types)


def _named(services: Iterable[str]) -> str:
    return ", ".join(services) or gettext("every service")


def _prices(shop: Shop, addon: Addon, day: int) -> list[dict[str, Any]]:
    rows = list(Price.objects.filter(addon=addon).order_by("valid_from"))
    now = in_force(rows, day)
    return [
        {
            "since": shown.day(shop, row.valid_from),
            "price": shown.money(shop, row.unit_price),
            "cost": shown.money(shop, row.unit_cost),
            "estimated": row.estimated,
            "loses": row.unit_cost is not None and row.unit_cost > row.unit_price,
            "now": row is now,
        }
        for row in reversed(rows)
    ]


def _scripts(shop: Shop, addon: Addon, day: int) -> list[dict[str, Any]]:
    rows = list(Script.objects.filter(addon=addon).order_by("-version"))
    dated = sorted((row for row in rows if row.valid_from is not None), key=lambda row: row.valid_from or 0)
    now = in_force(dated, day)
    return [{"row": row, "since": shown.day(shop, row.valid_from), "now": row is now} for row in rows]


def _rules(shop: Shop, catalog: Catalog, addon: Addon, day: int) -> list[dict[str, Any]]:
    facts = catalog.addons[addon.pk]
    names = {one.id: one.name for one in catalog.addons.values()}
    now = facts.rule(day)
    return [
        {
            "since": shown.day(shop, rule.valid_from),
            "lines": in_words(rule, catalog.service_types, names),
            "now": rule is now,
        }
        for rule in reversed(facts.rules)
    ]


def _bundles(shop: Shop, addon: Addon, day: int) -> list[dict[str, Any]]:
    found = list(BundleContents.objects.filter(addon=addon).prefetch_related("parts__addon"))
    now = in_force(found, day)
    return [
        {"since": shown.day(shop, row.valid_from), "parts": row.parts.all(), "now": row is now}
        for row in reversed(found)
    ]
