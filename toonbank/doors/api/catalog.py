"""/catalog: what the counter shows, in the shop's own order."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language
from ninja import Router
from pydantic import BaseModel

from toonbank.catalog.addons import active
from toonbank.catalog.bundles import bundles_of
from toonbank.catalog.explain import is_dear
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.models import Addon, ServiceType
from toonbank.catalog.snapshot import Catalog, catalog_of
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.pin import UnlockOut, unlock_check
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.ledger.models import MAX_QUANTITY
from toonbank.lib.periods import business_day, day_from_int, day_int
from toonbank.shops.access import LOG, READ, Seat
from toonbank.shops.models import Employee, Shop

router = Router(tags=["catalog"])
# An add-on and how many of it are in a bundle.
Part = tuple[int, int]


class Named(BaseModel):
    id: int
    name: str


class ScriptOut(BaseModel):
    id: int
    wording: str


class EmployeeOut(Named):
    has_pin: bool


class UpgradeOut(BaseModel):
    """What an up-sell is the better version of: a service type or an add-on."""

    service_type: int | None
    addon: int | None


class PartOut(Named):
    quantity: int


class AddonOut(Named):
    """`service_types` it may be offered on today, `moments` at which; none named = all.

    `price` in cents, null when not known. `not_with`: add-ons it does not go together with on one ticket.
    `too_dear_for`: service types of which it costs more than a quarter, which is advice and no rule.
    """

    category: str
    variant: str
    detail: str
    kind: str
    price: int | None
    discount_allowed: bool
    quantity_allowed: bool
    script: ScriptOut | None
    service_types: list[int]
    moments: list[str]
    not_with: list[int]
    too_dear_for: list[int]
    upgrade_of: UpgradeOut | None
    bundle: list[PartOut]


class DeviceOut(Named):
    """The tablet that asks; with the digest of the code that opens a locked PIN entry without a network."""

    pin_locked: bool
    unlock: UnlockOut


class CatalogOut(BaseModel):
    """`receipt_pattern`: 9 a digit, A a letter, * up to 20 of both and dashes; "" the usual rule."""

    shop: str
    version: int
    day: str
    locale: str
    currency: str
    timezone: str
    cutoff_minutes: int
    server_time: datetime
    notes_allowed: bool
    receipt_pattern: str
    max_offers: int | None
    max_quantity: int
    employees: list[EmployeeOut]
    service_types: list[Named]
    addons: list[AddonOut]
    device: DeviceOut | None


@router.get("", auth=entrance(LOG, READ), response={200: CatalogOut, 304: None, **problems()})
def get_catalog(request: HttpRequest) -> HttpResponse:
    """What may be offered today. Send the `ETag` back as `If-None-Match` to hear whether it changed."""
    seat, now = seat_of(request), timezone.now()
    shop, device = seat.shop, _device(seat)
    day = day_int(business_day(now, shop.timezone, shop.cutoff_minutes))
    # The shop is part of it: another shop's tag must never pass for ours.
    state = f"-{device['id']}-{device['pin_locked']}-{device['unlock']['salt']}" if device else ""
    etag = quote_etag(f"{shop.pk}-{shop.catalog_version}-{get_language()}-{day}{state}")
    same = etag in parse_etags(request.headers.get("If-None-Match", ""))
    response = (
        HttpResponseNotModified() if same else JsonResponse({**_catalog(shop, day, now), "device": device})
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Cookie, Toonbank-Shop, Accept-Language"
    return response


def _device(seat: Seat) -> dict[str, Any] | None:
    device = seat.device
    if device is None:
        return None
    locked = device.locked_at is not None
    told = {"id": device.pk, "name": device.token.name, "pin_locked": locked}
    return {**told, "unlock": unlock_check(device)}


def _catalog(shop: Shop, day: int, now: datetime) -> dict[str, Any]:
    snapshot = catalog_of(shop)
    here = Employee.objects.filter(Q(left_at=None) | Q(left_at__gt=now), shop=shop).order_by("pk")
    services = list(ServiceType.objects.filter(shop=shop, archived=False))
    return {
        "shop": shop.slug,
        "version": snapshot.version,
        "day": day_from_int(day).isoformat(),
        "locale": shop.locale,
        "currency": shop.currency,
        "timezone": shop.timezone,
        "cutoff_minutes": shop.cutoff_minutes,
        "server_time": now.isoformat(),
        "notes_allowed": shop.notes_allowed,
        "receipt_pattern": shop.receipt_pattern,
        "max_offers": shop.max_offers,
        "max_quantity": MAX_QUANTITY,
        "employees": [{"id": one.pk, "name": one.alias, "has_pin": bool(one.pin)} for one in here],
        "service_types": [{"id": service.pk, "name": service.name} for service in services],
        "addons": _addons(shop, snapshot, day, sorted(service.pk for service in services)),
    }


def _addons(shop: Shop, snapshot: Catalog, day: int, jobs: list[int]) -> list[dict[str, Any]]:
    """What fits some service today; one that was added since the snapshot comes with the next version."""
    bundles, rivals = bundles_of(shop, day), snapshot.rivals(day)
    rows = [row for row in active(shop, day) if row.pk in snapshot.addons]
    here = {row.pk for row in rows}
    shown = []
    for row in rows:
        facts, services = snapshot.addons[row.pk], _services(snapshot, row.pk, day)
        if services is not None:
            told = {
                "service_types": services,
                "not_with": sorted(rivals.get(row.pk, set()) & here),
                "too_dear_for": [pk for pk in jobs if is_dear(facts, pk, day)],
                "bundle": _parts(snapshot, bundles.get(row.pk, [])),
            }
            shown.append({**_addon(row, facts, day), **told})
    return shown


def _services(snapshot: Catalog, addon: int, day: int) -> list[int] | None:
    """Where it may be offered today: empty = everywhere, None = nowhere."""
    fitting = [pk for pk in sorted(snapshot.service_types) if snapshot.fits(addon, pk, day)]
    if len(fitting) == len(snapshot.service_types) and snapshot.fits(addon, None, day):
        return []
    return fitting or None


def _parts(snapshot: Catalog, parts: list[Part]) -> list[dict[str, Any]]:
    """With their names: what is in a bundle need not be on today's list by itself. Merged ones are one."""
    found: Counter[int] = Counter()
    for pk, quantity in parts:
        if pk in snapshot.addons:
            found[snapshot.addons[pk].root] += quantity
    return [{"id": pk, "name": snapshot.addons[pk].name, "quantity": number} for pk, number in found.items()]


def _addon(row: Addon, facts: AddonFacts, day: int) -> dict[str, Any]:
    price, script, rule = facts.price(day), facts.script(day), facts.rule(day)
    upgrade = {"service_type": row.upgrade_of_service_id, "addon": row.upgrade_of_addon_id}
    return {
        "id": facts.id,
        "name": facts.name,
        "category": row.category,
        "variant": row.variant,
        "detail": row.detail,
        "kind": facts.kind,
        "price": price.unit_price if price else None,
        # What is taken off has to be taken off something.
        "discount_allowed": row.discount_allowed and bool(price and price.unit_price),
        "quantity_allowed": row.quantity_allowed,
        "script": {"id": script.id, "wording": script.wording} if script else None,
        "moments": sorted(rule.moments) if rule else [],
        "upgrade_of": upgrade if any(upgrade.values()) else None,
    }
