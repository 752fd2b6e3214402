"""A pasted list of add-ons: what it would make is shown first, and made only when that is confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.foreseen import Foreseen, foresee
from toonbank.catalog.models import Kind
from toonbank.catalog.pasted import MOST_LINES, read_pasted
from toonbank.catalog.starting import FirstAddon, start_addons
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import page
from toonbank.doors.pages.start import guide
from toonbank.doors.pages.start_steps import without_price
from toonbank.lib.errors import Refused
from toonbank.shops import access
from toonbank.shops.models import Shop


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    shop, pasted = seat.shop, request.POST.get("pasted", "")
    context = {**guide(seat, "start_addons"), "pasted": pasted, "most": MOST_LINES}
    if request.method == "GET":
        return page(request, seat, "start_paste", context)
    try:
        found = foresee(shop, read_pasted(pasted, shop.locale))
        if "confirm" in request.POST and found.fresh and not found.troubles:
            return _make(request, shop, [addon for _line, addon in found.fresh])
    except Refused as error:
        context["refused"] = " ".join(filter(None, (error.text(gettext), error.hint_text(gettext))))
    else:
        context |= _preview(shop, found)
    answer = page(request, seat, "start_paste", context)
    answer.status_code = 422 if context.get("refused") or context.get("troubles") else 200
    return answer


def _make(request: HttpRequest, shop: Shop, wanted: list[FirstAddon]) -> HttpResponse:
    made = start_addons(shop, wanted)
    said = ngettext("{count} add-on made.", "{count} add-ons made.", len(made)).format(count=len(made))
    messages.success(request, said)
    return redirect(reverse("start_prices" if without_price(shop) else "start_team", args=[shop.slug]))


def _preview(shop: Shop, found: Foreseen) -> dict[str, Any]:
    return {
        "previewed": True,
        "fresh": [_row(shop, line, one, found.alike.get(line, [])) for line, one in found.fresh],
        "known": found.known,
        "troubles": [(line, error.text(gettext)) for line, error in found.troubles],
    }


def _row(shop: Shop, line: int, one: FirstAddon, alike: list[str]) -> dict[str, Any]:
    kinds: dict[str, Any] = dict(Kind.choices)
    return {
        "line": line,
        "name": str(one.name),
        "kind": kinds[one.kind] if one.kind != Kind.CROSS_SELL else "",
        "price": "" if one.price is None else shown.money(shop, one.price),
        "cost": shown.money(shop, one.cost),
        "script": one.script,
        "alike": alike,
    }
