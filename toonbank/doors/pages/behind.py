"""Behind a number: its formula, its sums, the tickets that made it, those left out, and why."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.doors.doubt_view import doubted
from toonbank.doors.pages.behind_list import ticket_list
from toonbank.doors.pages.chosen import all_year
from toonbank.doors.pages.page import page
from toonbank.doors.report_view import days_said, shown_cell
from toonbank.metrics.answer import Value
from toonbank.metrics.ask import Asked, period_of
from toonbank.metrics.dimensions import BY_KEY, dimension
from toonbank.metrics.metric import Shape
from toonbank.metrics.shown import Shown
from toonbank.metrics.wording import said
from toonbank.quality.trust import Trust
from toonbank.shops import access
from toonbank.shops.models import Shop

# Other days are chosen for the same question: a day, week or month it was narrowed to goes with them.
KEPT = ("metric", "season", *(name for name in BY_KEY if name not in ("shop", "day", "week", "month")))


@require_safe
def behind(request: HttpRequest, slug: str) -> HttpResponse:
    """`?metric=attach_rate&from=…&to=…&addon=…` and any other way to narrow; `&part=…&page=…` of the list."""
    seat = access.seat(request, slug, access.READ)
    asked, now = _asked(request, seat.shop), timezone.now()
    question = asked.question([seat.shop], now)
    trust = Trust([seat.shop], now)
    found = trust.of(question)
    (value,) = found.only.values()
    shown = Shown.of(seat.shop)
    context = {
        "section": "numbers",
        "cell": shown_cell(value, shown),
        "sums": _sums(value, shown),
        "doubts": doubted(trust.doubts, asked.period),
        "period": days_said(asked.period) if asked.period else gettext("All days"),
        "first": asked.period.first.isoformat() if asked.period else "",
        "last": asked.period.last.isoformat() if asked.period else "",
        "kept": [(name, value) for name in KEPT for value in request.GET.getlist(name)],
        "narrowed": _narrowed(asked, request.GET.get("season") == "no"),
        "days": [] if value.metric.asks_database else _days(seat.shop, asked, now),
        **ticket_list(request.GET, seat.shop, question, found.left_out.tickets),
    }
    return page(request, seat, "behind", context)


def _asked(request: HttpRequest, shop: Shop) -> Asked:
    """The shop is known already. A week narrows here, as every dimension does; its days are the period."""
    given = request.GET
    where = [(key, value) for key in BY_KEY if key != "shop" for value in given.getlist(key)]
    if given.get("season") == "no" and "addon" not in given:
        where += all_year(shop)
    return Asked(given.getlist("metric")[:1], (), where, period_of(given.get("from"), given.get("to"), None))


def _narrowed(asked: Asked, all_year_only: bool) -> list[str]:
    """In words, in the order of the list of dimensions."""
    season = [gettext("without seasonal add-ons")] if all_year_only else []
    return season + [
        f"{dimension(name).title()}: {said(dimension(name), value or None)}"
        for name, value in asked.where
        if not (all_year_only and name == "addon")
    ]


def _sums(value: Value, shown: Shown) -> str:
    """ "29 / 78", "€ 312,00 / 84": what was divided."""
    if value.metric.shape is not Shape.MEAN:
        return shown.sums(value)
    return f"{shown.part(value.metric, value.hits)} / {shown.count(value.tries or 0)}"


def _days(shop: Shop, asked: Asked, now: datetime) -> list[dict[str, Any]]:
    """What the till counted has no tickets of its own: day by day instead."""
    rows = Asked(asked.metrics, ("day",), asked.where, asked.period).answer([shop], now).rows
    shown = Shown.of(shop)
    return [{"day": row.labels["day"], "sums": shown.sums(*row.values.values())} for row in reversed(rows)]
