"""One add-on in numbers: by week, service, employee, sentence and price, and why customers said no."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.advice.ground import said_reason
from toonbank.catalog.models import Addon
from toonbank.doors.doubt_view import doubted
from toonbank.doors.pages import chosen, shown
from toonbank.doors.pages.chosen import Chosen
from toonbank.doors.pages.download import as_file, wanted
from toonbank.doors.pages.page import page
from toonbank.doors.report_view import days_said
from toonbank.metrics.answer import Row
from toonbank.metrics.dimensions import dimension
from toonbank.metrics.shown import NOTHING, Shown
from toonbank.metrics.wording import said
from toonbank.reports.addon import TOTAL, OneAddon, one_addon
from toonbank.reports.noted import letter, noted
from toonbank.reports.trend import trend
from toonbank.shops import access
from toonbank.shops.models import Shop
from toonbank.stats.rate import Rate, wilson


@require_safe
def sale(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    addon = access.own(seat, Addon, pk=pk)
    now = timezone.now()
    what = chosen.chosen(request, seat.shop, now)
    found = one_addon(seat.shop, addon.name, what.period, now, what.where)
    if file := wanted(request):
        return _file(seat.shop, found, file)
    about = noted([seat.shop], what.period, now, employee=what.given.get("employee"))
    context = {
        "section": "sales",
        "addon": addon,
        "period": days_said(what.period),
        "total": [what.cell(found.total[name], Shown.of(seat.shop), ("addon", addon.name)) for name in TOTAL],
        "trends": [
            (found.total[name].metric.title(), picture)
            for name in ("suggestion_rate", "attach_rate")
            if (picture := trend(found.by_week, name, what.period, about.notes))
        ],
        "noted": {"lines": [f"{letter(at)} · {line}" for at, line in enumerate(about.lines())]},
        "week_table": _weeks(found, Shown.of(seat.shop), what),
        "doubts": doubted(found.doubts, what.period),
        "tables": _tables(found, Shown.of(seat.shop), what),
        "reasons": _reasons(found),
        "refused": found.refused,
        "steps": _steps(seat.shop, found) if len(found.steps) > 1 else [],
        "attach": what.cell(found.total["attach_rate"], Shown.of(seat.shop)),
        **chosen.context(seat.shop, what),
    }
    return page(request, seat, "sale", context)


def _weeks(found: OneAddon, shown: Shown, what: Chosen) -> dict[str, Any] | None:
    """The table behind the picture."""
    return _table("week", found.by_week, shown, what, ("addon", found.name)) if found.by_week else None


def _splits(found: OneAddon) -> dict[str, tuple[Row, ...]]:
    return {
        "service_type": found.by_service,
        "employee": found.by_employee,
        "script": found.by_script,
        "moment": found.by_moment,
        "week": found.by_week,
    }


def _file(shop: Shop, found: OneAddon, file: tuple[str, str]) -> HttpResponse:
    format_, by = file
    by = by if by in _splits(found) else "week"
    rows = _splits(found)[by]
    named = [(said(dimension(by), row.labels[by]), row.values) for row in rows]
    metrics = [value.metric for value in rows[0].values.values()] if rows else []
    return as_file(shop, found.name, format_, dimension(by).title(), named, metrics)


def _tables(found: OneAddon, shown: Shown, what: Chosen) -> list[dict[str, Any]]:
    """One for each way to split it that has more than one row; the weeks have a picture of their own."""
    splits = _splits(found).items()
    return [
        _table(by, rows, shown, what, ("addon", found.name))
        for by, rows in splits
        if len(rows) > 1 and by != "week"
    ]


def _table(by: str, rows: tuple[Row, ...], shown: Shown, what: Chosen, of: tuple[str, str]) -> dict[str, Any]:
    metrics = [value.metric for value in rows[0].values.values()]
    return {
        "key": by,
        "title": dimension(by).title(),
        "heads": metrics,
        "rows": [
            (
                said(dimension(by), row.labels[by]),
                [what.cell(row.values[m.key], shown, of, (by, row.labels[by])) for m in metrics],
            )
            for row in rows
        ],
        "bars": list(_bars(by, rows, shown)),
    }


def _bars(by: str, rows: Iterable[Row], shown: Shown) -> Iterable[dict[str, Any]]:
    for row in rows:
        value = row.values["attach_rate"]
        if value.value is None:
            continue
        yield {
            "label": said(dimension(by), row.labels[by]),
            "said": shown.number(value),
            "interval": shown.interval(value) or NOTHING,
            "length": round(100 * value.value, 2),
            "low": None if value.low is None else round(100 * value.low, 2),
            "span": round(100 * ((value.high or 0) - (value.low or 0)), 2),
            "draft": value.state.name == "draft",
        }


def _reasons(found: OneAddon) -> list[dict[str, Any]]:
    return [
        {"label": said_reason(code), "times": times, "length": round(100 * times / found.refused, 2)}
        for code, times in found.reasons
    ]


def _steps(shop: Shop, found: OneAddon) -> list[dict[str, Any]]:
    return [
        {
            "price": shown.money(shop, step.price),
            "days": f"{shown.day(shop, step.first_day)} – {shown.day(shop, step.last_day)}",
            "sums": f"{step.rate.hits} / {step.rate.tries}",
            "said": _rate(Shown.of(shop), step.rate),
        }
        for step in found.steps
    ]


def _rate(shown: Shown, rate: Rate) -> str:
    sure = wilson(rate.hits, rate.tries)
    parts = {"rate": sure.value or 0.0, "low": sure.low or 0.0, "high": sure.high or 0.0}
    return gettext("{rate} ({low} to {high})").format(
        **{name: shown.percent(share) for name, share in parts.items()}
    )
