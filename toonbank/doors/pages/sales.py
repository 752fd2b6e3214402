"""The owner's page of add-ons: the four corners, what earns most, and the numbers behind it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.advice.advise import findings
from toonbank.advice.corner import NAMES
from toonbank.doors.doubt_view import doubted
from toonbank.doors.pages import chosen
from toonbank.doors.pages.chosen import Chosen
from toonbank.doors.pages.download import as_file, wanted
from toonbank.doors.pages.findings import advised
from toonbank.doors.pages.page import page
from toonbank.doors.report_view import days_said, noted_view
from toonbank.metrics.shown import Shown
from toonbank.reports.addons import NUMBERS, Standing, Standings, standings
from toonbank.reports.noted import noted
from toonbank.reports.quadrant import quadrant
from toonbank.shops import access

# Both stand in the sums of the attach rate: on the screen the room is for what earns. The file has them.
ON_SCREEN = tuple(name for name in NUMBERS if name not in ("offers", "bought"))


@require_safe
def sales(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    now = timezone.now()
    what = chosen.chosen(request, seat.shop, now)
    found = standings(seat.shop, what.period, now, what.where)
    heads = [found.total[name].metric for name in NUMBERS]
    if file := wanted(request):
        named = [(row.name, row.values) for row in found.rows]
        return as_file(seat.shop, gettext("add-ons"), file[0], gettext("Add-on"), named, heads)
    about = noted([seat.shop], what.period, now, employee=what.given.get("employee"))
    context = {
        "section": "sales",
        "period": days_said(what.period),
        "picture": quadrant(found.rows),
        "corners": _corners(found),
        "rows": [_row(row, Shown.of(seat.shop), what) for row in found.rows],
        "heads": [found.total[name].metric for name in ON_SCREEN],
        "groups": found.groups,
        "noted": noted_view(about, Shown.of(seat.shop)),
        "doubts": doubted(found.doubts, what.period),
        "advice": [] if what.where else advised(seat.shop, findings(seat.shop, what.period, now)),
        **chosen.context(seat.shop, what),
    }
    return page(request, seat, "sales", context)


def _row(row: Standing, shown: Shown, what: Chosen) -> dict[str, Any]:
    earns = row.ranked
    return {
        "id": row.id,
        "name": row.name,
        "corner": row.corner,
        "corner_name": gettext(NAMES[row.corner]),
        "group": earns.tier if earns else None,
        "earns": shown.money(earns.profit) if earns else "",
        "draft": any(row.values[name].state.check for name in ("attach_rate", "profit")),
        "between": f"{shown.money(earns.low)} – {shown.money(earns.high)}" if earns else "",
        "cells": [what.cell(row.values[name], shown, ("addon", row.name)) for name in ON_SCREEN],
    }


def _corners(found: Standings) -> list[tuple[str, str, list[Standing]]]:
    """Each corner with what is in it, the way it is read aloud."""
    return [
        (code, gettext(name), inside)
        for code, name in NAMES.items()
        if (inside := [row for row in found.rows if row.corner == code])
    ]
