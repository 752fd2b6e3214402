"""Head office: the shops of a chain side by side, and the add-ons over all of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from toonbank.doors.behind_link import behind_query
from toonbank.doors.doubt_view import doubted
from toonbank.doors.pages import chosen
from toonbank.doors.pages.download import as_file, wanted
from toonbank.doors.report_view import Cell, days_said, noted_view, shown_cell
from toonbank.lib.periods import Period
from toonbank.metrics.definitions import metric
from toonbank.metrics.metric import Metric
from toonbank.metrics.shown import NOTHING, Shown
from toonbank.reports.chain import ADDON_NUMBERS, NUMBERS, Side, Sides, sides
from toonbank.reports.noted import noted
from toonbank.shops import access
from toonbank.shops.models import Shop

# Both stand in the sums of the attach rate; the file has them.
ON_SCREEN = tuple(name for name in NUMBERS if name not in ("offers", "bought"))


@require_safe
def chain(request: HttpRequest, slug: str) -> HttpResponse:
    found = access.chain(request, slug)
    shops = list(found.shops.order_by("name"))
    context: dict[str, Any] = {"chain": found, "shops": shops, "only_period": True}
    if shops:
        what = chosen.chosen(request, shops[0], timezone.now())
        seen = sides(shops, what.period, timezone.now())
        if file := wanted(request):
            return _file(shops[0], seen, file)
        about = noted_view(noted(shops, what.period, timezone.now()), Shown.of(shops[0]))
        context |= {**chosen.context(shops[0], what), **_shown(seen, shops), "noted": about}
    return render(request, "pages/chain.html", context)


def _file(shop: Shop, found: Sides, file: tuple[str, str]) -> HttpResponse:
    format_, table = file
    if table == "addons":
        named = [(str(row.labels["addon"]), row.values) for row in found.addons]
        metrics = _metrics(ADDON_NUMBERS)
        return as_file(shop, gettext("chain, add-ons"), format_, gettext("Add-on"), named, metrics)
    named = [(one.shop.name, one.values) for one in found.rows]
    return as_file(shop, gettext("chain, shops"), format_, gettext("Shop"), named, _metrics(NUMBERS))


def _metrics(names: Sequence[str]) -> list[Metric]:
    return [metric(name) for name in names]


def _shown(found: Sides, shops: list[Shop]) -> dict[str, Any]:
    shown = Shown.of(shops[0])
    names = {shop.slug: shop.name for shop in shops}
    return {
        "period": days_said(found.period),
        "heads": [metric(name) for name in ON_SCREEN],
        "total": [shown_cell(found.total[name], shown) for name in ON_SCREEN],
        "rows": [(one.shop, _cells(one, shown, found.period)) for one in found.rows],
        "doubts": doubted(found.doubts, found.period),
        "bars": list(_attach_bars(found, shown)),
        "apart": [(names[better], names[other]) for better, other in found.apart],
        "earning_bars": list(_earning_bars(found, shown)),
        "earning_apart": [(names[better], names[other]) for better, other in found.earning_apart],
        "addon_heads": [metric(name) for name in ADDON_NUMBERS],
        "addons": [
            (row.labels["addon"], [shown_cell(row.values[name], shown) for name in ADDON_NUMBERS])
            for row in found.addons
        ],
    }


def _cells(one: Side, shown: Shown, period: Period) -> list[Cell]:
    """Each with the way to its tickets, on the shop's own page."""
    values = [one.values[name] for name in ON_SCREEN]
    return [shown_cell(value, shown, behind=behind_query(value, period)) for value in values]


def _attach_bars(found: Sides, shown: Shown) -> Iterator[dict[str, Any]]:
    for one in found.rows:
        if one.standing:
            at = one.standing
            yield _bar(one, "attach_rate", (at.value, at.low, at.high), 1.0, shown.percent)


def _earning_bars(found: Sides, shown: Shown) -> Iterator[dict[str, Any]]:
    most = max((one.earning.high for one in found.rows if one.earning), default=0.0)
    for one in found.rows:
        if one.earning:
            at = one.earning
            yield _bar(one, "profit_per_ticket", (at.value, at.low, at.high), most or 1.0, shown.money)


def _bar(
    one: Side, number: str, place: tuple[float, float, float], most: float, said: Callable[[float], str]
) -> dict[str, Any]:
    value, low, high = (round(100 * min(1.0, max(0.0, part / most)), 2) for part in place)
    return {
        "label": one.shop.name,
        "said": said(place[0]),
        "interval": f"{said(place[1])} {NOTHING} {said(place[2])}",
        "length": value,
        "low": low,
        "span": round(high - low, 2),
        "draft": bool(one.values[number].state.check),
    }
