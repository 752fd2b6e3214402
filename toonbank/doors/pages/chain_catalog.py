"""Head office keeps the chain's list; a shop adopts from it."""

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toonbank.catalog.models import FOREVER, SharedAddon
from toonbank.catalog.shared import add_shared, adopt, adoptable, edit_shared, set_archived
from toonbank.doors.pages.addon_forms import NameForm, ShopForm
from toonbank.doors.pages.fields import MoneyField
from toonbank.doors.pages.page import done, page, saved
from toonbank.lib.errors import Conflict
from toonbank.shops import access
from toonbank.shops.models import Chain, Shop


class SharedForm(NameForm):
    """The name and kind every shop of the chain has."""

    def __init__(self, *args: Any, **options: Any) -> None:
        # Amounts are the shops' own business, so no shop's way of writing them is needed.
        super().__init__(Shop(), *args, **options)


class AdoptForm(ShopForm):
    unit_price = MoneyField(label=_("Price"), required=False)
    unit_cost = MoneyField(label=_("What it costs you"), required=False)
    link = forms.BooleanField(label=_("Link the add-on of this name that I already have"), required=False)


@require_http_methods(["GET", "POST"])
def shared_list(request: HttpRequest, slug: str) -> HttpResponse:
    chain = access.chain(request, slug)
    form = SharedForm(request.POST or None)
    here = reverse("chain_catalog", args=[slug])
    if request.method == "POST" and saved(form, lambda data: add_shared(chain, **data)):
        return redirect(here)
    on_offer = Count("copies", filter=Q(copies__active_until=FOREVER))
    found = list(SharedAddon.objects.filter(chain=chain).annotate(adopted=on_offer))
    context = {
        "active": [one for one in found if not one.archived],
        "gone": [one for one in found if one.archived],
        "shops": chain.shops.count(),
    }
    return _shown(request, chain, "chain_catalog", form, context)


@require_http_methods(["GET", "POST"])
def shared_addon(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    chain = access.chain(request, slug)
    found = access.of_chain(chain, SharedAddon, pk=pk)
    names = ("category", "variant", "detail", "kind", "season")
    form = SharedForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and saved(form, lambda data: edit_shared(found, **data)):
        return redirect(reverse("chain_catalog", args=[slug]))
    context = {"addon": found, "copies": found.copies.select_related("shop").order_by("shop__name")}
    return _shown(request, chain, "chain_addon", form, context)


@require_POST
def archive_shared(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    chain = access.chain(request, slug)
    found = access.of_chain(chain, SharedAddon, pk=pk)
    archived = request.POST.get("act") != "restore"
    return done(request, lambda: set_archived(found, archived), reverse("chain_catalog", args=[slug]))


@require_safe
def adoptable_list(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    context = {"section": "catalog", "chain": seat.shop.chain, "addons": adoptable(seat.shop)}
    return page(request, seat, "shared", context)


@require_http_methods(["GET", "POST"])
def adopt_addon(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.of_chain(seat.shop.chain, SharedAddon, pk=pk)
    form = AdoptForm(seat.shop, request.POST or None)
    context = {
        "section": "catalog",
        "title": gettext("Adopt"),
        "button": gettext("Adopt"),
        "over": found.name,
        "back": reverse("shared", args=[slug]),
    }
    if request.method == "POST" and _adopted(form, found, seat.shop):
        return redirect(reverse("catalog", args=[slug]))
    return page(request, seat, "form", context, form)


def _adopted(form: AdoptForm, shared: SharedAddon, shop: Shop) -> bool:
    try:
        return saved(form, lambda data: adopt(shared, shop, **data))
    except Conflict as error:
        form.add_error("link", error.text(gettext))
        return False


def _shown(
    request: HttpRequest, chain: Chain, template: str, form: forms.Form, context: dict[str, Any]
) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors)
    shown = {"chain": chain, "form": form, **context}
    return render(request, f"pages/{template}.html", shown, status=422 if wrong else 200)
