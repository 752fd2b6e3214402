"""/catalog: what the counter shows, in the shop's own order."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language
from ninja import Router
from pydantic import BaseModel

from toonbank.catalog.addons import active
from toonbank.catalog.models import Addon, ServiceType
from toonbank.catalog.snapshot import AddonFacts, catalog_of, in_force
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.lib.periods import business_day, day_from_int, day_int
from toonbank.shops.access import LOG, READ
from toonbank.shops.models import Shop

router = Router(tags=["catalog"])


class Named(BaseModel):
    id: int
    name: str


class ScriptOut(BaseModel):
    id: int
    wording: str


class AddonOut(Named):
    """`service_types` it may be offered on; none named = all. `price` in cents, null when not known."""

    category: str
    kind: str
    price: int | None
    script: ScriptOut | None
    service_types: list[int]


class CatalogOut(BaseModel):
    shop: str
    version: int
    day: str
    locale: str
    currency: str
    employees: list[Named]
    service_types: list[Named]
    addons: list[AddonOut]


@router.get("", auth=entrance(LOG, READ), response={200: CatalogOut, 304: None, **problems()})
def get_catalog(request: HttpRequest) -> HttpResponse:
    """What may be offered today. Send the `ETag` back as `If-None-Match` to hear whether it changed."""
    shop, now = seat_of(request).shop, timezone.now()
    day = day_int(business_day(now, shop.timezone, shop.cutoff_minutes))
    # The shop is part of it: another shop's tag must never pass for ours.
    etag = quote_etag(f"{shop.pk}-{shop.catalog_version}-{get_language()}-{day}")
    same = etag in parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if same else JsonResponse(_catalog(shop, day, now))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Cookie, Toonbank-Shop, Accept-Language"
    return response


def _catalog(shop: Shop, day: int, now: datetime) -> dict[str, Any]:
    snapshot = catalog_of(shop)
    here = [key for key, left_at in snapshot.employees.items() if left_at is None or left_at > now]
    services = ServiceType.objects.filter(shop=shop, archived=False)
    return {
        "shop": shop.slug,
        "version": snapshot.version,
        "day": day_from_int(day).isoformat(),
        "locale": shop.locale,
        "currency": shop.currency,
        "employees": [{"id": key, "name": snapshot.names[key]} for key in here],
        "service_types": [{"id": service.pk, "name": service.name} for service in services],
        "addons": [_addon(row, snapshot.addons[row.pk], day) for row in active(shop, day)],
    }


def _addon(row: Addon, facts: AddonFacts, day: int) -> dict[str, Any]:
    price, script, rule = facts.price(day), facts.script(day), in_force(facts.rules, day)
    return {
        "id": facts.id,
        "name": facts.name,
        "category": row.category,
        "kind": facts.kind,
        "price": price.unit_price if price else None,
        "script": {"id": script.id, "wording": script.wording} if script else None,
        "service_types": sorted(rule.service_types) if rule else [],
    }
