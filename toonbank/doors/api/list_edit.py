"""/catalog/addons and /catalog/service-types: the list kept by a machine, with the functions of the pages.

`If-Match` with the `ETag` of an answer makes a change only when nobody changed the list since.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Router

from toonbank.catalog.addons import archive, create_addon, edit, restore
from toonbank.catalog.details import set_details
from toonbank.catalog.models import ALWAYS, Addon, ServiceType
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import (
    add_service_type,
    archive_service_type,
    rename_service_type,
    restore_service_type,
    set_service_price,
)
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.list_schemas import (
    AddonIn,
    AddonPatch,
    JobPriceIn,
    ListedAddonOut,
    PriceIn,
    RuleIn,
    ScriptIn,
    ServiceIn,
    ServiceOut,
)
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.lib.errors import Conflict
from toonbank.lib.periods import business_day, day_from_int, day_int, parse_day
from toonbank.shops import access
from toonbank.shops.access import MANAGE, READ
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

router = Router(tags=["catalog"])
CHANGE = {200: ListedAddonOut, **problems(409, 413, 415)}


@router.post("/addons", auth=entrance(MANAGE), response={201: ListedAddonOut, **problems(409, 413, 415)})
def post_addon(request: HttpRequest, wanted: AddonIn) -> HttpResponse:
    """A new add-on; one that is there already is named in the refusal."""
    with _changing(request) as shop:
        made = create_addon(shop, **wanted.model_dump())
    return _addon(shop, made, status=201)


@router.get("/addons/{int:addon}", auth=entrance(READ), response={200: ListedAddonOut, **problems()})
def get_addon(request: HttpRequest, addon: int) -> HttpResponse:
    seat = seat_of(request)
    return _addon(seat.shop, access.own(seat, Addon, pk=addon))


@router.patch("/addons/{int:addon}", auth=entrance(MANAGE), response=CHANGE)
def patch_addon(request: HttpRequest, addon: int, wanted: AddonPatch) -> HttpResponse:
    """A new name for the same thing: its history stays with it."""
    given = wanted.model_dump(exclude_none=True)

    def act(found: Addon) -> None:
        what = {name: given.get(name, getattr(found, name)) for name in AddonIn.model_fields}
        if any(what[name] != getattr(found, name) for name in what):
            edit(found, **what)
        asks = ("quantity_allowed", "discount_allowed")
        if any(name in given for name in asks):
            quantity, discount = (bool(given.get(name, getattr(found, name))) for name in asks)
            set_details(found, quantity, discount, found.upgrade_of_service, found.upgrade_of_addon)

    return _changed(request, addon, act)


@router.post("/addons/{int:addon}/archive", auth=entrance(MANAGE), response=CHANGE)
def archive_addon(request: HttpRequest, addon: int) -> HttpResponse:
    """Off the list from today on; nothing is ever thrown away."""
    return _changed(request, addon, lambda found: archive(found, _today(found.shop)))


@router.post("/addons/{int:addon}/restore", auth=entrance(MANAGE), response=CHANGE)
def restore_addon(request: HttpRequest, addon: int) -> HttpResponse:
    return _changed(request, addon, lambda found: restore(found, _today(found.shop)))


@router.post("/addons/{int:addon}/prices", auth=entrance(MANAGE), response=CHANGE)
def post_price(request: HttpRequest, addon: int, wanted: PriceIn) -> HttpResponse:
    """From a day on; the same day again replaces that day's price."""

    def act(found: Addon) -> list[str]:
        given = {**wanted.model_dump(), "valid_from": _day(wanted.valid_from)}
        return [notice.text(gettext) for notice in set_price(found, **given).notices]

    return _changed(request, addon, act)


@router.post("/addons/{int:addon}/scripts", auth=entrance(MANAGE), response=CHANGE)
def post_script(request: HttpRequest, addon: int, wanted: ScriptIn) -> HttpResponse:
    return _changed(request, addon, lambda found: set_script(found, wanted.wording, _day(wanted.valid_from)))


@router.post("/addons/{int:addon}/rules", auth=entrance(MANAGE), response=CHANGE)
def post_rule(request: HttpRequest, addon: int, wanted: RuleIn) -> HttpResponse:
    seat = seat_of(request)

    def act(found: Addon) -> None:
        services = [access.own(seat, ServiceType, pk=pk) for pk in wanted.service_types]
        rivals = [access.own(seat, Addon, pk=pk) for pk in wanted.not_with]
        day, season = _day(wanted.valid_from), wanted.season
        set_rule(found, services, day, wanted.moments, season, wanted.headroom, rivals)

    return _changed(request, addon, act)


@router.post("/service-types", auth=entrance(MANAGE), response={201: ServiceOut, **problems(409, 413, 415)})
def post_service(request: HttpRequest, wanted: ServiceIn) -> HttpResponse:
    with _changing(request) as shop:
        made = add_service_type(shop, wanted.name)
    return _service(shop, made, status=201)


@router.patch(
    "/service-types/{int:service}",
    auth=entrance(MANAGE),
    response={200: ServiceOut, **problems(409, 413, 415)},
)
def patch_service(request: HttpRequest, service: int, wanted: ServiceIn) -> HttpResponse:
    return _service_changed(request, service, lambda found: rename_service_type(found, wanted.name))


@router.post(
    "/service-types/{int:service}/archive", auth=entrance(MANAGE), response={200: ServiceOut, **problems(409)}
)
def archive_service(request: HttpRequest, service: int) -> HttpResponse:
    return _service_changed(request, service, archive_service_type)


@router.post(
    "/service-types/{int:service}/restore", auth=entrance(MANAGE), response={200: ServiceOut, **problems(409)}
)
def restore_service(request: HttpRequest, service: int) -> HttpResponse:
    return _service_changed(request, service, restore_service_type)


@router.post(
    "/service-types/{int:service}/prices",
    auth=entrance(MANAGE),
    response={200: ServiceOut, **problems(409, 413, 415)},
)
def post_job_price(request: HttpRequest, service: int, wanted: JobPriceIn) -> HttpResponse:
    """What the job usually costs, from a day on."""
    day = _day(wanted.valid_from)
    return _service_changed(request, service, lambda found: set_service_price(found, wanted.price, day))


def _changed(request: HttpRequest, pk: int, act: Callable[[Addon], Any]) -> HttpResponse:
    found = access.own(seat_of(request), Addon, pk=pk)
    with _changing(request) as shop:
        notices = act(found)
    return _addon(shop, found, notices if isinstance(notices, list) else [])


def _service_changed(request: HttpRequest, pk: int, act: Callable[[ServiceType], object]) -> HttpResponse:
    found = access.own(seat_of(request), ServiceType, pk=pk)
    with _changing(request) as shop:
        act(found)
    return _service(shop, found)


@contextmanager
def _changing(request: HttpRequest) -> Iterator[Shop]:
    """The frame of a change, when the list is still the one the caller saw."""
    seen = parse_etags(request.headers.get("If-Match", ""))
    with changing(seat_of(request).shop) as shop:
        # The frame itself raised the version by one, and holds up everybody else until it is done.
        stood = Shop.objects.values_list("catalog_version", flat=True).get(pk=shop.pk) - 1
        if seen and "*" not in seen and _tag(shop.pk, stood) not in seen:
            message = _("The list was changed meanwhile: look at it again before you change it.")
            raise Conflict("catalog_changed", message)
        yield shop


def _tag(shop: int, version: int) -> str:
    return quote_etag(f"list-{shop}-{version}")


def _addon(shop: Shop, row: Addon, notices: list[str] | None = None, status: int = 200) -> HttpResponse:
    shop.refresh_from_db(fields=["catalog_version"])
    row.refresh_from_db()
    facts = catalog_of(shop).addons[row.pk]
    told = {
        "id": row.pk,
        "name": row.name,
        "category": row.category,
        "variant": row.variant,
        "detail": row.detail,
        "kind": row.kind,
        "season": row.season,
        "active": facts.active(_today(shop)) and facts.listed,
        "shared": row.shared_id is not None,
        "counts_as": row.counts_as_id,
        "quantity_allowed": row.quantity_allowed,
        "discount_allowed": row.discount_allowed,
        "prices": [
            {"valid_from": _since(one.valid_from), "unit_price": one.unit_price, "unit_cost": one.unit_cost}
            for one in facts.prices
        ],
        "scripts": [
            {"id": one.id, "valid_from": _since(one.valid_from), "wording": one.wording}
            for one in facts.scripts
        ],
        "rules": [
            {
                "valid_from": _since(one.valid_from),
                "service_types": sorted(one.service_types),
                "moments": sorted(one.moments),
                "season": one.season,
                "headroom": one.headroom,
                "not_with": sorted(one.not_with),
            }
            for one in facts.rules
        ],
        "notices": notices or [],
    }
    return _tagged(JsonResponse(told, status=status), shop)


def _service(shop: Shop, row: ServiceType, status: int = 200) -> HttpResponse:
    shop.refresh_from_db(fields=["catalog_version"])
    prices = [
        {"valid_from": _since(one.valid_from), "unit_price": one.price, "unit_cost": None}
        for one in row.prices.all()
    ]
    told = {"id": row.pk, "name": row.name, "archived": row.archived, "prices": prices}
    return _tagged(JsonResponse(told, status=status), shop)


def _tagged(response: HttpResponse, shop: Shop) -> HttpResponse:
    response.headers["ETag"] = _tag(shop.pk, shop.catalog_version)
    return response


def _day(given: str | None) -> int:
    return ALWAYS if given is None else day_int(parse_day(given))


def _since(day: int | None) -> str | None:
    return None if not day else day_from_int(day).isoformat()


def _today(shop: Shop) -> int:
    return day_int(business_day(timezone.now(), shop.timezone, shop.cutoff_minutes))
