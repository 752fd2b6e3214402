"""The tickets behind a number, a page at a time: those that count, and those that don't with the reason."""

from typing import Any

from babel.dates import format_datetime
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.ledger.models import Ticket
from toonbank.lib.periods import zone
from toonbank.metrics import left_out
from toonbank.metrics.behind import ALL, HITS, OTHERS, REST, Part, tickets, totals
from toonbank.metrics.measures import ELIGIBLE, MEASURES, OFFERS
from toonbank.metrics.metric import Metric, Shape
from toonbank.metrics.question import Question
from toonbank.metrics.shown import Shown
from toonbank.shops.models import Shop

AT_ONCE = 50
LEFT_OUT = "left_out"
NAMES = {ALL: _("Counted"), OTHERS: _("No part in it"), LEFT_OUT: _("Left out")}
RATE_NAMES = {HITS: _("Count as yes"), REST: _("Count as no")}
MEAN_NAMES = {HITS: _("Add something"), REST: _("Add nothing")}
# Why a ticket has no part in a number, by what the number is divided by.
ADD_NOTHING = _("These tickets add nothing to this number.")
WHY_NOT = {
    OFFERS: _("On these tickets nothing was offered that is asked about here."),
    ELIGIBLE: _("No add-on that is asked about here may be offered on these tickets. Each of them says why."),
}


def ticket_list(given: QueryDict, shop: Shop, question: Question, omitted: int) -> dict[str, Any]:
    """`given`: the address, which says what of it to show; `omitted`: how many the number leaves out."""
    (metric,) = question.metrics
    counts = {**_counts(question, metric), LEFT_OUT: omitted}
    first = next(iter(counts))
    part = given.get("part", first) if given.get("part") in counts else first
    here = Paginator(range(counts[part]), AT_ONCE).get_page(given.get("page"))
    skip = max(0, here.start_index() - 1)
    if part == LEFT_OUT:
        adds = _reasons(question, skip)
    else:
        adds = _parts(metric, tickets(question, part, AT_ONCE, skip), Shown.of(shop))
    return {
        "tabs": _tabs(given, metric, counts, part, Shown.of(shop)),
        "why_not": _why_not(metric) if part == OTHERS else "",
        "rows": _rows(shop, adds),
        "in_words": part == LEFT_OUT,
        **_pages(given, here),
    }


def _counts(question: Question, metric: Metric) -> dict[str, int]:
    """Tickets per part. What a sum without division is made of are all that add something: said once."""
    if not metric.asks_database:
        return {}
    found = totals(question).tickets
    return {ALL: found[ALL], OTHERS: found[OTHERS]} if metric.shape is Shape.COUNT else found


def _tabs(
    given: QueryDict, metric: Metric, counts: dict[str, int], part: str, shown: Shown
) -> list[dict[str, Any]]:
    names = {**NAMES, **(RATE_NAMES if metric.shape is Shape.RATE else MEAN_NAMES)}
    return [
        {
            "address": _with(given, part=key),
            "name": gettext(names[key]),
            "count": shown.count(count),
            "on": key == part,
        }
        for key, count in counts.items()
        if count or key == part
    ]


def _with(given: QueryDict, **changes: object) -> str:
    query = given.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def _parts(metric: Metric, found: list[Part], shown: Shown) -> dict[int, str]:
    """What each ticket adds, by its id."""
    if metric.shape is Shape.RATE:
        return {one.ticket: f"{shown.count(one.hits)} / {shown.count(one.tries)}" for one in found}
    return {one.ticket: shown.part(metric, one.hits) for one in found}


def _reasons(question: Question, skip: int) -> dict[int, str]:
    found = left_out.listed(question, AT_ONCE, skip)
    return {ticket: ", ".join(gettext(left_out.WORDING[why]) for why in reasons) for ticket, reasons in found}


def _why_not(metric: Metric) -> str:
    if metric.shape is Shape.COUNT or metric.tries is None:
        return gettext(ADD_NOTHING)
    return gettext(WHY_NOT.get(MEASURES[metric.tries].source, ADD_NOTHING))


def _rows(shop: Shop, adds: dict[int, str]) -> list[dict[str, Any]]:
    """In the order given."""
    found = Ticket.objects.filter(shop=shop).select_related("employee", "service_type")
    known = found.prefetch_related("offers__addon").in_bulk(list(adds))
    return [
        {"ticket": known[pk], "at": _at(shop, known[pk]), "adds": said}
        for pk, said in adds.items()
        if pk in known
    ]


def _at(shop: Shop, ticket: Ticket) -> str:
    when, tz = ticket.occurred_at, zone(shop.timezone)
    return str(format_datetime(when, "d MMM y HH:mm", tzinfo=tz, locale=shop.locale))


def _pages(given: QueryDict, here: Page[int]) -> dict[str, str]:
    return {
        "newer": _with(given, page=here.previous_page_number()) if here.has_previous() else "",
        "older": _with(given, page=here.next_page_number()) if here.has_next() else "",
    }
