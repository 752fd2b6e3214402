"""An employee's PIN: given, replaced or taken away by a manager, who never gets to see one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.pages.page import done, form_page
from toonbank.lib.weak_pin import LONGEST
from toonbank.shops import access, pins
from toonbank.shops.models import Employee


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("PIN"),
        max_length=LONGEST,
        help_text=_("4 to 8 digits. Let the employee choose and type it."),
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "new-password"}),
    )


@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, Employee, pk=pk)
    context = {
        "section": "people",
        "title": gettext("PIN"),
        "over": found.alias,
        "lead": gettext("With a PIN, own numbers can be seen on the shared tablet. Logging needs none."),
    }
    then = reverse("people", args=[slug])
    form = PinForm(request.POST or None)
    return form_page(request, seat, form, lambda data: pins.set_pin(found, **data), then, context)


@require_POST
def remove_pin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, Employee, pk=pk)
    return done(request, lambda: pins.remove_pin(found), reverse("people", args=[slug]))
