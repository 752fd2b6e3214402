"""The owner's page of service types: what sells with what."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.doors.doubt_view import doubted
from toonbank.doors.pages import chosen
from toonbank.doors.pages.download import as_file, wanted
from toonbank.doors.pages.page import page
from toonbank.doors.report_view import days_said, noted_view
from toonbank.metrics.definitions import metric
from toonbank.metrics.labels import Label
from toonbank.metrics.shown import Shown
from toonbank.metrics.state import DRAFT
from toonbank.reports.noted import noted
from toonbank.reports.services import NUMBERS, Services, Square, services
from toonbank.shops import access


@require_safe
def work(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    now = timezone.now()
    what = chosen.chosen(request, seat.shop, now)
    found, shown = services(seat.shop, what.period, now, what.where), Shown.of(seat.shop)
    heads = [metric(name) for name in NUMBERS]
    if file := wanted(request):
        named = [(_named(row.labels["service_type"]), row.values) for row in found.rows]
        return as_file(seat.shop, gettext("service types"), file[0], gettext("Service type"), named, heads)
    about = noted([seat.shop], what.period, now, employee=what.given.get("employee"))
    context = {
        "section": "work",
        "period": days_said(what.period),
        "heads": heads,
        "rows": [
            (
                _named(row.labels["service_type"]),
                [
                    what.cell(row.values[name], shown, ("service_type", row.labels["service_type"]))
                    for name in NUMBERS
                ],
            )
            for row in found.rows
        ],
        "addons": found.matrix.addons,
        "matrix": _matrix(found, shown, what),
        "noted": noted_view(about, shown),
        "doubts": doubted(found.doubts, what.period),
        **chosen.context(seat.shop, what),
    }
    return page(request, seat, "work", context)


def _matrix(found: Services, shown: Shown, what: chosen.Chosen) -> list[tuple[str, list[dict[str, Any]]]]:
    addons = found.matrix.addons
    return [
        (
            _named(service),
            [
                _square(square, shown, what, ("service_type", service), ("addon", addon))
                for addon, square in zip(addons, squares, strict=True)
            ],
        )
        for service, squares in zip(found.matrix.services, found.matrix.squares, strict=True)
    ]


def _square(square: Square, shown: Shown, what: chosen.Chosen, *where: tuple[str, Label]) -> dict[str, Any]:
    value = square.attach
    if value is None:
        return {"shade": 0, "said": "", "sums": ""}
    draft = value.state.name == DRAFT
    return {
        "shade": square.shade,
        "said": shown.number(value),
        "sums": shown.sums(value),
        "draft": draft,
        "behind": what.behind(value, *where),
    }


def _named(service: str | int | None) -> str:
    return gettext("Not filled in") if service is None else str(service)
