"""A new price for an add-on. One that begins in the past asks what to do with the tickets since."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.models import Addon
from toonbank.catalog.prices import NewPrice, Priced, checked_price, set_prices
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.pages import shown
from toonbank.doors.pages.addon_forms import PriceForm
from toonbank.doors.pages.page import page, saved
from toonbank.ledger.reprice import Preview, preview, set_price_and_reprice
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.models import Shop

FROM_TODAY, REPRICE = "today", "reprice"


@require_http_methods(["GET", "POST"])
def price(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Nothing of the past changes unseen: first what would change, then what one decides."""
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    form = PriceForm(seat.shop, request.POST or None, initial=_initial(seat.shop, addon))
    then = reverse("addon", args=[slug, pk])
    context = {"section": "catalog", "title": gettext("Price"), "over": addon.name, "back": then}
    if request.method != "POST":
        return page(request, seat, "form", context, form)
    asked: list[Preview] = []
    if saved(form, lambda data: asked.append(_looked_at(seat.shop, addon, data))):
        if asked[0].tickets and request.POST.get("decision") not in (FROM_TODAY, REPRICE):
            return page(request, seat, "reprice", {**context, **_shown(seat.shop, asked[0])}, form)
        if saved(form, lambda data: _decide(request, seat, addon, data)):
            return redirect(then)
    return page(request, seat, "form", context, form)


def _initial(shop: Shop, addon: Addon) -> dict[str, Any]:
    """The first price has always been so; a later one starts today unless another day is chosen."""
    today = shown.today(shop)
    now = catalog_of(shop).addons[addon.pk].price(today)
    if now is None:
        return {}
    known = {"unit_price": now.unit_price, "unit_cost": now.unit_cost, "free": now.unit_price == 0}
    return {**known, "valid_from": today}


def _looked_at(shop: Shop, addon: Addon, data: dict[str, Any]) -> Preview:
    wanted = checked_price(NewPrice(addon, **data))
    return preview(wanted) if wanted.valid_from < shown.today(shop) else Preview()


def _decide(request: HttpRequest, seat: Seat, addon: Addon, data: dict[str, Any]) -> None:
    wanted = NewPrice(addon, **data)
    if request.POST.get("decision") == REPRICE:
        now: datetime = timezone.now()
        priced, count = set_price_and_reprice(seat, wanted, now)
        said = ngettext("{count} ticket has the new price.", "{count} tickets have the new price.", count)
        messages.success(request, said.format(count=count))
    else:
        if request.POST.get("decision") == FROM_TODAY:
            wanted = replace(wanted, valid_from=shown.today(seat.shop))
        (priced,) = set_prices(seat.shop, [wanted])
        messages.success(request, gettext("Saved."))
    _warn(request, priced)


def _warn(request: HttpRequest, priced: Priced) -> None:
    for notice in priced.notices:
        messages.warning(request, notice.text(gettext))


def _shown(shop: Shop, found: Preview) -> dict[str, Any]:
    return {
        "found": found,
        "revenue": (shown.money(shop, found.before.revenue), shown.money(shop, found.after.revenue)),
        "profit": (shown.money(shop, found.before.profit), shown.money(shop, found.after.profit)),
    }
