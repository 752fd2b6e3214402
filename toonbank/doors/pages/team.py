"""The owner's page of the team: on the same work, in order of name, nobody crowned by chance."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from toonbank.doors.doubt_view import doubted
from toonbank.doors.pages import chosen
from toonbank.doors.pages.download import as_file, wanted
from toonbank.doors.pages.page import page
from toonbank.doors.report_view import days_said, noted_view
from toonbank.metrics.compare_people import People
from toonbank.metrics.definitions import metric
from toonbank.metrics.fair import Fair, Standing
from toonbank.metrics.labels import Label
from toonbank.metrics.metric import Unit
from toonbank.metrics.shown import NOTHING, Shown
from toonbank.reports.team import NUMBERS, Team
from toonbank.reports.team import team as compared
from toonbank.shops import access

# Nobody is better or worse on numbers that are in doubt.
DOUBTED = _("Draft: put right what is doubtful before comparing people on this.")


@require_safe
def team(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    now = timezone.now()
    what = chosen.chosen(request, seat.shop, now)
    whole = replace(what, given={})
    found, shown = compared(seat.shop, what.period, now), Shown.of(seat.shop)
    heads = [metric(name) for name in NUMBERS]
    named = [(_named(row.labels["employee"]), row.values) for row in found.rows]
    if file := wanted(request):
        return as_file(seat.shop, gettext("team"), file[0], gettext("Employee"), named, heads)
    context = {
        "section": "team",
        "period": days_said(what.period),
        "profit": _fair(found.people.profit, found, shown) if found.people.profit else None,
        "attach": _fair(found.people.attach, found, shown),
        "heads": heads,
        "rows": [
            (
                _named(row.labels["employee"]),
                [whole.cell(row.values[one], shown, ("employee", row.labels["employee"])) for one in NUMBERS],
            )
            for row in found.rows
        ],
        "noted": {**noted_view(found.noted, shown), "people": _allowed_for(found.people)},
        "doubts": doubted(found.doubts, what.period),
        "only_period": True,
        **chosen.context(seat.shop, what),
    }
    return page(request, seat, "team", context)


def _named(employee: Label) -> str:
    return str(employee or gettext("Not filled in"))


def _allowed_for(people: People) -> str:
    """How the comparison takes the notes into account."""
    said = []
    if people.attach.noted or (people.profit and people.profit.noted):
        said.append(gettext("Days with a note about the shop are compared with each other only."))
    if people.attach.set_apart or (people.profit and people.profit.set_apart):
        said.append(gettext("Days with a note about somebody are counted apart for that person."))
    return " ".join(said)


def _fair(found: Fair, team: Team, shown: Shown) -> dict[str, Any]:
    money = found.metric.unit is Unit.CENTS
    doubted = any(team.doubted(one.employee, found.metric.key) for one in found.standings)
    most = max((one.high for one in found.standings), default=0.0) if money else 1.0
    return {
        "title": found.metric.title(),
        "note": DOUBTED if doubted else found.note(),
        "groups": found.groups if found.told_apart and not doubted else (),
        "bars": [
            _bar(one, most or 1.0, money, shown, team.doubted(one.employee, found.metric.key))
            for one in found.standings
        ],
    }


def _bar(one: Standing, most: float, money: bool, shown: Shown, draft: bool) -> dict[str, Any]:
    def said(value: float) -> str:
        return shown.money(value) if money else shown.percent(value)

    def length(value: float) -> float:
        return round(100 * min(1.0, max(0.0, value / most)), 2)

    return {
        "label": one.employee,
        "said": said(one.value),
        "interval": f"{said(one.low)} {NOTHING} {said(one.high)}",
        "length": length(one.value),
        "low": length(one.low),
        "span": round(length(one.high) - length(one.low), 2),
        "draft": draft,
        "raw": f"{said(one.hits / one.tries)}" if one.tries else NOTHING,
    }
