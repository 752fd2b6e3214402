"""What the numbers say, in plain sentences: nothing is claimed that the data can't tell apart."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from toonbank.metrics.answer import Value
from toonbank.metrics.shown import Shown
from toonbank.metrics.state import DRAFT
from toonbank.reports.overview import Line, Overview

RARELY = 0.6
FEW = 20
MOST_NOTES = 3


def paragraph(overview: Overview, shown: Shown) -> list[str]:
    """Two to six sentences in the active language; one when nothing was logged."""
    if overview.empty:
        return [gettext("No tickets were logged in this period.")]
    return [
        *_whole(overview, shown),
        *_most_offered(overview, shown),
        *_best_earner(overview, shown),
        *_rarely_offered(overview, shown),
        *_noted(overview),
        *_caution(overview),
    ]


def addon_line(line: Line, shown: Shown) -> str:
    """ "Protective case: 90 times offered, 18 times bought (20 %)." """
    rate = line.now["attach_rate"]
    said = gettext("{addon}: {offered} times offered, {bought} times bought ({rate}).")
    return said.format(
        addon=line.label,
        offered=shown.count(rate.tries or 0),
        bought=shown.count(rate.hits),
        rate=shown.number(rate),
    )


def _whole(overview: Overview, shown: Shown) -> Iterator[str]:
    now, before = overview.total.now, overview.total.before
    yield _offered(now, shown)
    if before["tickets"].hits:
        yield gettext("Add-ons brought in {money} per ticket; the period before that was {earlier}.").format(
            money=shown.number(now["revenue_per_ticket"]), earlier=shown.number(before["revenue_per_ticket"])
        )
    else:
        said = gettext("Add-ons brought in {money} per ticket.")
        yield said.format(money=shown.number(now["revenue_per_ticket"]))


def _offered(now: dict[str, Value], shown: Shown) -> str:
    tickets = now["tickets"].hits
    nothing = ngettext(
        "{tickets} ticket: nothing was offered.", "{tickets} tickets: nothing was offered.", tickets
    )
    something = ngettext(
        "{tickets} ticket: {offered} times something was offered, {bought} times it was bought ({rate}).",
        "{tickets} tickets: {offered} times something was offered, {bought} times it was bought ({rate}).",
        tickets,
    )
    said = something if now["offers"].hits else nothing
    return said.format(
        tickets=shown.count(tickets),
        offered=shown.count(now["offers"].hits),
        bought=shown.count(now["bought"].hits),
        rate=shown.number(now["attach_rate"]),
    )


def _noted(overview: Overview) -> Iterator[str]:
    """Beside the comparison: what made the two periods unlike each other."""
    lines = overview.noted.lines()
    if lines and overview.total.before["tickets"].hits:
        yield gettext("Mind when comparing: {notes}.").format(notes="; ".join(lines[:MOST_NOTES]))


def _most_offered(overview: Overview, shown: Shown) -> Iterator[str]:
    offered = [line for line in overview.table("addon").lines if line.now["offers"].hits]
    if offered:
        yield addon_line(offered[0], shown)


def _best_earner(overview: Overview, shown: Shown) -> Iterator[str]:
    lines = overview.table("addon").lines
    best = max(lines, key=lambda line: line.now["profit"].hits, default=None)
    if best is None or best.now["profit"].hits <= 0:
        return
    if best.now["offers"].hits and best is not lines[0]:
        yield addon_line(best, shown)
    said = gettext("{addon} earned the most: {profit} profit.")
    yield said.format(addon=best.label, profit=shown.number(best.now["profit"]))


def _rarely_offered(overview: Overview, shown: Shown) -> Iterator[str]:
    """Sells better than the rest for certain, and most customers never hear of it."""
    overall = overview.total.now["attach_rate"].value
    for line in overview.table("addon").lines:
        attach, suggestion = line.now["attach_rate"], line.now["suggestion_rate"]
        if not _surely_above(attach, overall) or suggestion.value is None or suggestion.value >= RARELY:
            continue
        said = gettext("{addon} sells when it is offered ({rate}), but only {share} of customers hear of it.")
        yield said.format(addon=line.label, rate=shown.number(attach), share=shown.number(suggestion))
        return


def _surely_above(rate: Value, level: float | None) -> bool:
    return None not in (rate.low, level) and (rate.tries or 0) >= FEW and rate.low > level  # type: ignore[operator]


def _caution(overview: Overview) -> Iterator[str]:
    doubts = [doubt for doubt in overview.doubts if doubt.period == overview.period]
    if doubts:
        yield gettext("Some of these numbers are draft: {reason}").format(reason=doubts[0].sentence())
    elif overview.total.now["attach_rate"].state.name == DRAFT:
        yield gettext("There are still few tickets: read these numbers as a first draft.")
