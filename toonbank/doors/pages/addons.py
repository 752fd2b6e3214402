"""Add-ons made, renamed, taken off the list and put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.catalog.addons import archive, create_addon, edit, restore
from toonbank.catalog.models import Addon
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.doors.pages import shown
from toonbank.doors.pages.addon_forms import NameForm, NewAddonForm
from toonbank.doors.pages.page import done, form_page
from toonbank.lib.errors import Refused
from toonbank.shops import access
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

NAME = ("category", "variant", "detail", "kind", "season")


@require_http_methods(["GET", "POST"])
def new_addon(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    form = NewAddonForm(seat.shop, request.POST or None)
    context: dict[str, Any] = {"section": "catalog", "title": gettext("New add-on"), "button": gettext("Add")}

    def save(data: dict[str, Any]) -> None:
        with _twin_shown(context):
            for notice in _create(seat.shop, data):
                messages.warning(request, notice)

    return form_page(request, seat, form, save, reverse("catalog", args=[slug]), context)


@require_http_methods(["GET", "POST"])
def edit_addon(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    form = NameForm(seat.shop, request.POST or None, initial={name: getattr(addon, name) for name in NAME})
    context: dict[str, Any] = {
        "section": "catalog",
        "title": gettext("Rename"),
        "lead": gettext("A new name for the same thing: everything sold so far stays with it."),
    }

    def save(data: dict[str, Any]) -> None:
        with _twin_shown(context, addon):
            edit(addon, **data)

    return form_page(request, seat, form, save, reverse("addon", args=[slug, pk]), context)


@require_POST
def archive_addon(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    return done(request, lambda: archive(addon, shown.today(seat.shop)), reverse("catalog", args=[slug]))


@require_POST
def restore_addon(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    return done(request, lambda: restore(addon, shown.today(seat.shop)), reverse("addon", args=[slug, pk]))


@contextmanager
def _twin_shown(context: dict[str, Any], addon: Addon | None = None) -> Iterator[None]:
    """A name that is taken leads to the add-on that has it; two of them may turn out to be one."""
    try:
        yield
    except Refused as error:
        context["twin"] = Addon.objects.filter(pk=str(error.params.get("addon", 0))).first()
        context["addon"] = addon
        raise


def _create(shop: Shop, data: dict[str, Any]) -> list[str]:
    """The add-on with its first price, script and rule, or nothing at all."""
    with changing(shop):
        addon = create_addon(shop, **{name: data[name] for name in NAME})
        if data["wording"]:
            set_script(addon, data["wording"])
        if data["service_types"]:
            set_rule(addon, data["service_types"])
        if data["unit_price"] is None:
            return []
        priced = set_price(addon, data["unit_price"], data["unit_cost"], free=data["free"])
        return [notice.text(gettext) for notice in priced.notices]
