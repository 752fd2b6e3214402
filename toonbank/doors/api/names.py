"""/catalog/names, /catalog/aliases, /catalog/merges: which names are one thing."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from toonbank.catalog import aliases
from toonbank.catalog.addons import put_on_list
from toonbank.catalog.different import tell_apart
from toonbank.catalog.merges import merge, merge_of, unmerge
from toonbank.catalog.models import Addon, Alias, Merge
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.name_schemas import (
    AliasesOut,
    AliasIn,
    AliasOut,
    MergeOut,
    MergesOut,
    Named,
    NamesOut,
    Pair,
    PreviewOut,
)
from toonbank.doors.api.responses import problems
from toonbank.doors.api.schemas import Strict
from toonbank.doors.api.tickets import seat_of
from toonbank.ledger.spellings import names_to_settle
from toonbank.lib.errors import Missing, Refused
from toonbank.lib.periods import business_day, day_int
from toonbank.reports.merge_preview import merge_preview
from toonbank.shops import access
from toonbank.shops.access import MANAGE, READ

router = Router(tags=["names"])


class PreviewIn(Strict):
    preview: bool = False


@router.get("/names", auth=entrance(READ), response={200: NamesOut, **problems()})
def get_names(request: HttpRequest) -> HttpResponse:
    """Names from files that are not on the list yet, and add-ons that are probably one and the same."""
    return JsonResponse(names_to_settle(seat_of(request).shop).as_json())


@router.post("/names/{int:addon}/keep", auth=entrance(MANAGE), response={200: Named, **problems(409)})
def keep_name(request: HttpRequest, addon: int) -> HttpResponse:
    """It is an add-on of its own: puts it on the list."""
    kept = put_on_list(access.own(seat_of(request), Addon, pk=addon))
    return JsonResponse({"id": kept.pk, "name": kept.name})


@router.post("/names/different", auth=entrance(MANAGE), response={204: None, **problems(413, 415)})
def different(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Two names that look alike are two things: they are not proposed again."""
    tell_apart(_addon(request, pair.addon, "addon"), _addon(request, pair.into, "into"), timezone.now())
    return HttpResponse(status=204)


@router.get("/aliases", auth=entrance(READ), response={200: AliasesOut, **problems()})
def list_aliases(request: HttpRequest) -> HttpResponse:
    """Other spellings files may use, by name."""
    found = Alias.objects.filter(shop=seat_of(request).shop).select_related("addon")
    return JsonResponse({"aliases": [_alias(alias) for alias in found]})


@router.post("/aliases", auth=entrance(MANAGE), response={201: AliasOut, **problems(413, 415)})
def add_alias(request: HttpRequest, wanted: AliasIn) -> HttpResponse:
    alias = aliases.add(_addon(request, wanted.addon, "addon"), wanted.name, timezone.now())
    return JsonResponse(_alias(alias), status=201)


@router.delete("/aliases/{int:alias}", auth=entrance(MANAGE), response={204: None, **problems()})
def remove_alias(request: HttpRequest, alias: int) -> HttpResponse:
    aliases.remove(access.own(seat_of(request), Alias, pk=alias))
    return HttpResponse(status=204)


@router.get("/merges", auth=entrance(READ), response={200: MergesOut, **problems()})
def list_merges(request: HttpRequest) -> HttpResponse:
    """The newest first; those that were undone as well."""
    found = Merge.objects.filter(addon__shop=seat_of(request).shop).select_related("addon", "into")
    return JsonResponse({"merges": [_merge(row) for row in found.order_by("-pk")]})


@router.post(
    "/merges", auth=entrance(MANAGE), response={200: PreviewOut, 201: MergeOut, **problems(409, 413, 415)}
)
def merge_addons(request: HttpRequest, pair: Pair, wish: Query[PreviewIn]) -> HttpResponse:
    """From now on `addon` counts as `into`, its history included. With `?preview=true` nothing is done: the
    answer says what would move."""
    addon, into, now = (
        _addon(request, pair.addon, "addon"),
        _addon(request, pair.into, "into"),
        timezone.now(),
    )
    if not wish.preview:
        return JsonResponse(_merge(merge(addon, into, now)), status=201)
    shop = addon.shop
    today = day_int(business_day(now, shop.timezone, shop.cutoff_minutes))
    return JsonResponse(merge_preview(addon, into, today).as_json())


@router.post("/merges/{int:merged}/undo", auth=entrance(MANAGE), response={200: MergeOut, **problems(409)})
def undo_merge(request: HttpRequest, merged: int) -> HttpResponse:
    """Both get back exactly what was logged on them, also what came after the merge."""
    found = merge_of(seat_of(request).shop, merged)
    unmerge(found, timezone.now())
    return JsonResponse(_merge(found))


def _addon(request: HttpRequest, pk: int, field: str) -> Addon:
    """One that is named in a body and not there is a mistake of the body."""
    try:
        return access.own(seat_of(request), Addon, pk=pk)
    except Missing:
        raise Refused("addon_unknown", _("This shop has no such add-on."), field=field) from None


def _alias(alias: Alias) -> dict[str, Any]:
    return {"id": alias.pk, "name": alias.name, "addon": _named(alias.addon)}


def _merge(row: Merge) -> dict[str, Any]:
    return {
        "id": row.pk,
        "addon": _named(row.addon),
        "into": _named(row.into),
        "done_at": row.done_at.isoformat(),
        "undone_at": _iso(row.undone_at),
    }


def _named(addon: Addon) -> dict[str, Any]:
    return {"id": addon.pk, "name": addon.name}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
