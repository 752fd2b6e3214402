"""A new script for an add-on, from a day on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.models import Addon
from toonbank.catalog.scripts import set_script
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.pages import shown
from toonbank.doors.pages.addon_forms import ScriptForm, ShopForm
from toonbank.doors.pages.page import Save, form_page
from toonbank.shops import access
from toonbank.shops.access import Seat


@require_http_methods(["GET", "POST"])
def script(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    now = _facts(seat, addon).script(shown.today(seat.shop))
    initial = {"wording": now.wording} if now else {}
    title = gettext("Script")
    return _dated(request, seat, addon, ScriptForm, initial, lambda data: set_script(addon, **data), title)


def _facts(seat: Seat, addon: Addon) -> AddonFacts:
    return catalog_of(seat.shop).addons[addon.pk]


def _dated(
    request: HttpRequest,
    seat: Seat,
    addon: Addon,
    kind: type[ShopForm],
    initial: dict[str, Any],
    save: Save,
    title: str,
) -> HttpResponse:
    """The first of its kind has always been so; a later one starts today unless another day is chosen."""
    if initial:
        initial = {**initial, "valid_from": shown.today(seat.shop)}
    form = kind(seat.shop, request.POST or None, initial=initial)
    context = {"section": "catalog", "title": title, "over": addon.name}
    return form_page(request, seat, form, save, reverse("addon", args=[seat.shop.slug, addon.pk]), context)
