"""Who makes the offers: hired, renamed, gone, back."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.pages import shown
from toonbank.doors.pages.page import done, form_page
from toonbank.shops import access, people
from toonbank.shops.devices import locked
from toonbank.shops.models import Employee


class EmployeeForm(forms.Form):
    alias = forms.CharField(
        label=_("Name at the counter"),
        max_length=people.MAX_ALIAS,
        help_text=_("A first name or nickname is enough."),
    )


@require_http_methods(["GET", "POST"])
def employee_list(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    form = EmployeeForm(request.POST or None)
    found = list(Employee.objects.filter(shop=seat.shop).order_by("alias_key"))
    context = {
        "section": "people",
        "part": "employees",
        "locked": locked(seat.shop).exists(),
        "working": [one for one in found if one.left_at is None],
        "gone": [(one, shown.moment(seat.shop, one.left_at)) for one in found if one.left_at],
    }
    then = reverse("people", args=[slug])
    return form_page(
        request, seat, form, lambda data: people.hire(seat.shop, **data), then, context, "employees"
    )


@require_http_methods(["GET", "POST"])
def employee(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, Employee, pk=pk)
    form = EmployeeForm(request.POST or None, initial={"alias": found.alias})
    context = {"section": "people", "title": gettext("Rename")}
    then = reverse("people", args=[slug])
    return form_page(request, seat, form, lambda data: people.rename_employee(found, **data), then, context)


@require_POST
def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, Employee, pk=pk)
    return done(request, lambda: people.leave(found, timezone.now()), reverse("people", args=[slug]))


@require_POST
def come_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, Employee, pk=pk)
    return done(request, lambda: people.come_back(found), reverse("people", args=[slug]))
