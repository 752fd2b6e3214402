"""The owner's numbers of any period, and the report of a week."""

from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from toonbank.doors.pages.download import tables, wanted
from toonbank.doors.pages.page import page
from toonbank.doors.pages.start_steps import unfinished
from toonbank.doors.report_view import report_context
from toonbank.lib.periods import Period, business_day, parse_week, week_int, week_label
from toonbank.metrics.ask import period_of
from toonbank.reports.overview import overview
from toonbank.reports.weekly import last_full_week, weekly
from toonbank.shops import access
from toonbank.shops.models import Shop

USUAL_DAYS = 28


@require_safe
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    """`?from=…&to=…` or `?week=…`; without either the last four weeks up to now."""
    seat = access.seat(request, slug, access.READ)
    now = timezone.now()
    asked = period_of(request.GET.get("from"), request.GET.get("to"), request.GET.get("week"))
    found = overview([seat.shop], asked or _usual(seat.shop, now), now)
    if file := wanted(request):
        return tables(seat.shop, found, file)
    context = {
        "section": "numbers",
        "unfinished": unfinished(seat, now),
        "downloads": _query(found.period),
        **report_context(seat.shop, found),
    }
    return page(request, seat, "numbers", context)


@require_safe
def week(request: HttpRequest, slug: str, week: str = "") -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    now = timezone.now()
    report = weekly(seat.shop, parse_week(week) if week else last_full_week(seat.shop, now), now)
    if file := wanted(request):
        return tables(seat.shop, report.overview, file)
    context = {
        "section": "week",
        "week": report.label,
        "downloads": _query(report.overview.period),
        **_around(seat.shop, report.overview.period, now),
        **report_context(seat.shop, report.overview),
    }
    return page(request, seat, "week", context)


def _query(period: Period) -> str:
    return f"from={period.first}&to={period.last}"


def _usual(shop: Shop, now: datetime) -> Period:
    today = _today(shop, now)
    return Period.between(today - timedelta(days=USUAL_DAYS - 1), today)


def _around(shop: Shop, period: Period, now: datetime) -> dict[str, str]:
    """The weeks before and after; the running week is the last one there is."""
    day = timedelta(days=1)
    after = period.last + day
    later = {"after": week_label(week_int(after))} if after <= _today(shop, now) else {}
    return {"before": week_label(week_int(period.first - day)), **later}


def _today(shop: Shop, now: datetime) -> date:
    return business_day(now, shop.timezone, shop.cutoff_minutes)
