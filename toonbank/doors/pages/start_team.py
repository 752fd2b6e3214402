"""Step five of the guide: who works here, and the tablet they log on."""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from toonbank.doors.pages.page import page, saved
from toonbank.doors.pages.start import guide, sent
from toonbank.shops import access
from toonbank.shops.devices import devices
from toonbank.shops.models import Employee
from toonbank.shops.people import hire_many


class TeamForm(forms.Form):
    names = forms.CharField(
        label=_("First names"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("One on each line. A nickname will do; whoever was forgotten can be added any day."),
    )

    def clean_names(self) -> list[str]:
        typed: Any = self.cleaned_data["names"]
        found = [name for part in re.split(r"[\n,;]", typed) if (name := part.strip())]
        if not found:
            raise forms.ValidationError(gettext("Fill in a name."))
        return found


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    form = TeamForm(sent(request))
    if request.method == "POST" and saved(form, lambda data: hire_many(seat.shop, data["names"])):
        return redirect(reverse("start_baseline", args=[slug]))
    context = {
        **guide(seat, "start_team"),
        "working": list(Employee.objects.filter(shop=seat.shop, left_at=None).order_by("alias_key")),
        "tablets": len(devices(seat.shop)),
    }
    return page(request, seat, "start_team", context, form)
