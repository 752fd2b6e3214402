"""The counter card: what to offer, how to say it and what counts, on paper beside the till."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.catalog import definitions_card
from toonbank.catalog.addons import active
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.models import Addon, ServiceType
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.pages import shown
from toonbank.doors.pages.devices import ONLY_HERE
from toonbank.doors.pages.devices_qr import qr_path
from toonbank.doors.pages.page import page
from toonbank.shops import access
from toonbank.shops.models import Shop


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR leads to the counter, and holds no code: on a wall that would be a key for everybody."""
    seat = access.seat(request, slug, access.READ)
    shop, place = seat.shop, request.build_absolute_uri("/counter/")
    day = shown.today(shop)
    addons = [(addon, catalog_of(shop).addons[addon.pk]) for addon in active(shop, day)]
    context = {
        "section": "start",
        "definitions": definitions_card.lines(),
        "place": place,
        "qr": qr_path(place),
        "only_here": request.get_host().rsplit(":", 1)[0] in ONLY_HERE,
        "services": _services(shop, addons, day),
        "lines": [_line(shop, addon, facts, day) for addon, facts in addons],
        "printed": shown.day(shop, day),
    }
    return page(request, seat, "start_card", context)


def _services(shop: Shop, addons: list[tuple[Addon, AddonFacts]], day: int) -> list[dict[str, Any]]:
    """Of every service type what may be offered with it, whatever the time of year.

    What goes with all of them stands once; service types with the same add-ons stand together.
    """
    services = list(ServiceType.objects.filter(shop=shop, archived=False))
    fitting = {
        service.name: [addon.name for addon, facts in addons if _fits(facts, service.pk, day)]
        for service in services
    }
    always = [
        addon.name for addon, _facts in addons if all(addon.name in names for names in fitting.values())
    ]
    alike: dict[tuple[str, ...], list[str]] = {}
    for service, names in fitting.items():
        alike.setdefault(tuple(name for name in names if name not in always), []).append(service)
    found = [{"name": ", ".join(names), "addons": list(own)} for own, names in alike.items() if own]
    first = [{"name": gettext("With every visit"), "addons": always}] if services and always else []
    return first + found


def _fits(facts: AddonFacts, service: int, day: int) -> bool:
    rule = facts.rule(day)
    return rule is None or not rule.service_types or service in rule.service_types


def _line(shop: Shop, addon: Addon, facts: AddonFacts, day: int) -> dict[str, Any]:
    price, script = facts.price(day), facts.script(day)
    return {
        "name": addon.name,
        "season": addon.season,
        "price": shown.money(shop, price.unit_price) if price else "",
        "script": script.wording if script else "",
    }
