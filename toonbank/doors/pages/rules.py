"""Rules of an add-on, what the counter asks, what a bundle holds, and what a job costs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.bundles import contents_of, set_contents
from toonbank.catalog.details import FIELDS, set_details
from toonbank.catalog.facts import in_force
from toonbank.catalog.models import Addon, ServicePrice, ServiceType
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import set_service_price
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import form_page
from toonbank.doors.pages.rule_forms import BundleForm, DetailsForm, JobPriceForm, RuleForm, initial_of
from toonbank.shops import access


@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The first rule has always been so; a later one starts today unless another day is chosen."""
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    today = shown.today(seat.shop)
    initial = initial_of(catalog_of(seat.shop).addons[addon.pk].rule(today))
    if initial:
        initial["valid_from"] = today
    form = RuleForm(seat.shop, request.POST or None, initial=initial, addon=addon)
    context = {"section": "catalog", "title": gettext("Where and when offered"), "over": addon.name}
    then = reverse("addon", args=[slug, pk])
    return form_page(request, seat, form, lambda _data: set_rule(addon, **form.terms()), then, context)


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    initial = {name: getattr(addon, name) for name in FIELDS}
    form = DetailsForm(seat.shop, request.POST or None, initial=initial, addon=addon)
    context = {"section": "catalog", "title": gettext("What the counter asks"), "over": addon.name}
    then = reverse("addon", args=[slug, pk])
    return form_page(request, seat, form, lambda data: set_details(addon, **data), then, context)


@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    today = shown.today(seat.shop)
    now = contents_of(addon, today)
    held = {part.addon_id: part.quantity for part in now.parts.all()} if now else {}
    initial: dict[str, Any] = {"valid_from": today} if now else {}
    form = BundleForm(seat.shop, request.POST or None, initial=initial, addon=addon, held=held)
    context = {"section": "catalog", "title": gettext("What the bundle holds"), "over": addon.name}
    then = reverse("addon", args=[slug, pk])

    def save(data: dict[str, Any]) -> None:
        set_contents(addon, form.contents(), data["valid_from"])

    return form_page(request, seat, form, save, then, context)


@require_http_methods(["GET", "POST"])
def job_price(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    service = access.own(seat, ServiceType, pk=pk)
    today = shown.today(seat.shop)
    now = in_force(list(ServicePrice.objects.filter(service_type=service)), today)
    initial = {"price": now.price or None, "valid_from": today} if now else {}
    form = JobPriceForm(seat.shop, request.POST or None, initial=initial)
    context = {"section": "catalog", "title": gettext("What the job costs"), "over": service.name}
    then = reverse("services", args=[slug])
    return form_page(request, seat, form, lambda data: set_service_price(service, **data), then, context)
