"""The daily check, done in two minutes, and the receipts of the till that it asks for."""

from collections import Counter
from datetime import timedelta
from typing import Any

from babel.dates import format_date
from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from toonbank.doors.fixes import lines
from toonbank.doors.pages import shown
from toonbank.doors.pages.findings import advised
from toonbank.doors.pages.page import form_page, page
from toonbank.doors.pages.start_steps import unfinished
from toonbank.doors.report_view import shown_cell
from toonbank.ledger.models import Ticket
from toonbank.ledger.till import MOST, counted_days, set_till_count
from toonbank.lib.periods import day_from_int, day_int
from toonbank.metrics.shown import Shown
from toonbank.reports.today import NUMBERS, Today
from toonbank.reports.today import today as check_of_today
from toonbank.shops import access
from toonbank.shops.access import Seat

TILL_DAYS = 14
LEAD = _(
    "How many receipts did the till print? With it you see whether every visit was logged. 0 means closed."
)


@require_safe
def today(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    found = check_of_today(seat.shop, timezone.now())
    context = {
        "section": "today",
        "unfinished": unfinished(seat, timezone.now()),
        "day": _day(day_int(found.day)),
        "lines": lines(seat.shop, found.verdicts),
        "figures": _figures(found),
        "noted": found.noted.lines(),
        "advice": advised(seat.shop, found.advice),
        "ask_till": seat.may(access.MANAGE) and _asks_till(seat, day_int(found.yesterday)),
        "yesterday": _day(day_int(found.yesterday)),
        "till_field": f"day_{day_int(found.yesterday)}",
    }
    return page(request, seat, "today", context)


class TillForm(forms.Form):
    """One field for each of the last days; what stays empty stays unknown."""

    def __init__(self, seat: Seat, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = day_from_int(shown.today(seat.shop))
        days = [day_int(today - timedelta(days=number)) for number in range(1, TILL_DAYS + 1)]
        counted = counted_days(seat.shop.pk, days[-1], days[0])
        logged = _logged(seat, days[-1], days[0])
        for day in days:
            field = forms.IntegerField(label=_day(day), min_value=0, max_value=MOST, required=False)
            field.initial = counted.get(day)
            field.help_text = gettext("{count} logged").format(count=logged.get(day, 0))
            field.short = True  # type: ignore[attr-defined]
            self.fields[f"day_{day}"] = field


@require_http_methods(["GET", "POST"])
def till(request: HttpRequest, slug: str) -> HttpResponse:
    """Receipts of the till by day, of the last two weeks."""
    seat = access.seat(request, slug, access.MANAGE)
    form = TillForm(seat, request.POST or None)
    here = reverse("today", args=[slug])
    context = {"section": "today", "title": gettext("Receipts of the till"), "lead": LEAD}
    return form_page(request, seat, form, lambda data: _count(seat, data), here, context)


def _count(seat: Seat, data: dict[str, Any]) -> None:
    for name, receipts in data.items():
        if receipts is not None:
            set_till_count(seat, int(name.removeprefix("day_")), receipts)


def _asks_till(seat: Seat, day: int) -> bool:
    """When visits were logged yesterday and nobody said what the till counted."""
    return day not in counted_days(seat.shop.pk, day, day) and bool(_logged(seat, day, day))


def _logged(seat: Seat, first: int, last: int) -> dict[int, int]:
    found = Ticket.objects.filter(shop=seat.shop, day__range=(first, last), counted=1)
    return Counter(found.values_list("day", flat=True))


def _figures(found: Today) -> list[dict[str, Any]]:
    shown = Shown.of(found.shop)
    figures = []
    for name in NUMBERS:
        value, usual = found.numbers[name], found.usual[name]
        money = name == "revenue"
        said = "" if usual is None else shown.money(usual) if money else shown.count(round(usual))
        figures.append({"cell": shown_cell(value, shown), "usual": said})
    return figures


def _day(number: int) -> str:
    return str(format_date(day_from_int(number), "EEEE d MMMM", locale=get_language() or "nl"))
