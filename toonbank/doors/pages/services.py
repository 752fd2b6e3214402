"""Service types: added, renamed, archived."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.catalog.facts import in_force
from toonbank.catalog.models import ServiceType
from toonbank.catalog.services import (
    MAX_NAME,
    add_service_type,
    archive_service_type,
    rename_service_type,
    restore_service_type,
)
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import done, form_page
from toonbank.shops import access
from toonbank.shops.models import Shop


class ServiceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=MAX_NAME)


@require_http_methods(["GET", "POST"])
def service_list(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    form = ServiceForm(request.POST or None)
    found = _with_prices(seat.shop)
    context = {
        "section": "catalog",
        "active": [service for service in found if not service.archived],
        "archived": [service for service in found if service.archived],
    }
    then = reverse("services", args=[slug])
    return form_page(
        request, seat, form, lambda data: add_service_type(seat.shop, **data), then, context, "services"
    )


@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, ServiceType, pk=pk)
    form = ServiceForm(request.POST or None, initial={"name": found.name})
    context = {"section": "catalog", "title": gettext("Rename")}
    then = reverse("services", args=[slug])
    return form_page(request, seat, form, lambda data: rename_service_type(found, **data), then, context)


def _with_prices(shop: Shop) -> list[ServiceType]:
    """Each with `said`, what the job usually costs now."""
    found = list(ServiceType.objects.filter(shop=shop).prefetch_related("prices"))
    for service in found:
        now = in_force(list(service.prices.all()), shown.today(shop))
        service.said = shown.money(shop, now.price) if now and now.price else ""  # type: ignore[attr-defined]
    return found


@require_POST
def archive_service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, ServiceType, pk=pk)
    return done(request, lambda: archive_service_type(found), reverse("services", args=[slug]))


@require_POST
def restore_service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, ServiceType, pk=pk)
    return done(request, lambda: restore_service_type(found), reverse("services", args=[slug]))
