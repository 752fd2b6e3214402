"""Which days and which tickets a page of numbers is about: all of it in its address, so it can be sent on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import Addon, ServiceType
from toonbank.doors.behind_link import behind_query
from toonbank.doors.report_view import Cell, shown_cell
from toonbank.lib.periods import Period, business_day, week_label
from toonbank.metrics.answer import Value
from toonbank.metrics.ask import period_of
from toonbank.metrics.labels import Label
from toonbank.metrics.shown import Shown
from toonbank.shops.models import Employee, Shop

# Weeks one can choose with one tap; the first that has enough days is the usual one.
WEEKS = ((4, _("4 weeks")), (8, _("8 weeks")), (13, _("3 months")), (52, _("a year")))
USUAL_WEEKS = 8
FILTERS = ("service_type", "employee", "season")
Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Choice:
    """One thing to tap: what it says, where it leads, whether it is on."""

    label: str
    address: str
    on: bool


@dataclass(frozen=True)
class Chosen:
    """`where` as metrics understand it; `query` is the part of the address that says all this."""

    period: Period
    where: Where
    given: dict[str, str]
    weeks: int | None

    @property
    def query(self) -> str:
        return urlencode(self.given)

    def cell(self, value: Value, shown: Shown, *where: tuple[str, Label]) -> Cell:
        """A number of this period and choice, narrowed further by `where`, with the way to its tickets."""
        return shown_cell(value, shown, behind=self.behind(value, *where))

    def behind(self, value: Value, *where: tuple[str, Label]) -> str:
        filters = [(name, text) for name, text in self.given.items() if name in FILTERS]
        return behind_query(value, self.period, filters, where)


def chosen(request: HttpRequest, shop: Shop, now: datetime) -> Chosen:
    """`?weeks=8`, `?week=2026-W46` or `?from=…&to=…`, and `&service_type=…&employee=…&season=no`."""
    given = {name: value for name in KNOWN if (value := request.GET.get(name))}
    today = business_day(now, shop.timezone, shop.cutoff_minutes)
    asked = period_of(given.get("from"), given.get("to"), given.get("week"))
    weeks = None if asked else _weeks(given.get("weeks", ""))
    period = asked or _last(today, weeks or USUAL_WEEKS)
    return Chosen(period, _where(shop, given), given, weeks)


KNOWN = ("weeks", "week", "from", "to", *FILTERS)


def context(shop: Shop, found: Chosen) -> dict[str, Any]:
    """For the template `pages/chosen.html`."""
    return {
        "chosen": found,
        "query": found.query,
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "weeks": [
            Choice(gettext(label), f"?{_with(found.given, weeks=str(number))}", found.weeks == number)
            for number, label in WEEKS
        ],
        "service_types": _names(ServiceType.objects.filter(shop=shop).values_list("name", flat=True)),
        "employees": _names(Employee.objects.filter(shop=shop).values_list("alias", flat=True)),
        "seasonal": Addon.objects.filter(shop=shop).exclude(season="").exists(),
    }


def week_of(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return week_label(year * 100 + week)


def _names(rows: Any) -> list[str]:
    return sorted(rows, key=str.casefold)


def _with(given: dict[str, str], **changes: str) -> str:
    kept = {name: value for name, value in given.items() if name in FILTERS}
    return urlencode({**kept, **changes})


def _weeks(text: str) -> int:
    return int(text) if text in {str(number) for number, _label in WEEKS} else USUAL_WEEKS


def _last(today: date, weeks: int) -> Period:
    """Up to and including today."""
    return Period.between(today - timedelta(days=7 * weeks - 1), today)


def _where(shop: Shop, given: dict[str, str]) -> Where:
    plain = tuple((name, given[name]) for name in ("service_type", "employee") if name in given)
    if given.get("season") != "no":
        return plain
    return plain + all_year(shop)


def all_year(shop: Shop) -> Where:
    """What `season=no` narrows to."""
    return tuple(("addon", addon.name) for addon in Addon.objects.filter(shop=shop, season=""))
