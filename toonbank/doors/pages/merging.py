"""Merging two add-ons: first what would move, then the button."""

from typing import Any

from babel.dates import format_date
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.merges import merge
from toonbank.doors.pages import shown
from toonbank.doors.pages.name_forms import PairForm
from toonbank.doors.pages.page import page
from toonbank.lib.errors import Conflict, Refused
from toonbank.lib.periods import day_from_int
from toonbank.metrics.answer import Value
from toonbank.metrics.shown import Shown
from toonbank.reports.merge_preview import SHOWN, MergePreview, merge_preview
from toonbank.shops import access
from toonbank.shops.access import Seat

FEW = 12


@require_http_methods(["GET", "POST"])
def merge_addons(request: HttpRequest, slug: str) -> HttpResponse:
    """`?addon=…&into=…` shows what would move; sent as a form it is done."""
    seat = access.seat(request, slug, access.MANAGE)
    form = PairForm(seat.shop, request.POST or request.GET or None)
    context: dict[str, Any] = {"section": "catalog"}
    if form.is_valid():
        try:
            if request.method == "POST":
                return _merged(request, seat, form)
            preview = merge_preview(**form.cleaned_data, today=shown.today(seat.shop))
            context |= {"preview": preview, **_numbers(seat, preview)}
        except (Refused, Conflict) as error:
            form.add_error("into", error.text(gettext))
    return page(request, seat, "merge", context, form)


def _merged(request: HttpRequest, seat: Seat, form: PairForm) -> HttpResponse:
    done = merge(**form.cleaned_data, now=timezone.now())
    said = gettext("“{name}” counts as “{into}” from now on. You can undo this at any time.")
    messages.success(request, said.format(name=done.addon.name, into=done.into.name))
    return redirect("names", seat.shop.slug)


def _numbers(seat: Seat, preview: MergePreview) -> dict[str, Any]:
    said = Shown.of(seat.shop)
    sides = (preview.moving, preview.before, preview.after)
    return {
        "rows": [
            {"metric": preview.before[name].metric, "cells": [_cell(side[name], said) for side in sides]}
            for name in SHOWN
        ],
        "months": [
            {
                "label": format_date(_first_of(month), "MMMM y", locale=get_language() or "nl"),
                "cells": [said.number(value) for value in values.values()],
            }
            for month, values in reversed(preview.months)
            if any(value.hits for value in values.values())
        ],
        "few": FEW,
    }


def _cell(value: Value, said: Shown) -> dict[str, str]:
    return {"said": said.number(value), "sums": said.sums(value)}


def _first_of(month: str) -> Any:
    return day_from_int(int(month.replace("-", "")) * 100 + 1)
