"""The parts that reports have in common."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import LEAVE, MEND, PUSH
from toonbank.advice.finding import Finding as Advice
from toonbank.doors.fixes import lines
from toonbank.doors.mail.paper import Figure, Finding, Section
from toonbank.doors.report_view import ShownTable
from toonbank.metrics.left_out import LeftOut
from toonbank.metrics.shown import Shown
from toonbank.quality.verdict import Verdict
from toonbank.shops.models import Shop

CORNERS = {PUSH: _("To push"), MEND: _("To change"), LEAVE: _("To leave")}
MOST_ADVICE = 3


def address(path: str) -> str:
    """Absolute, as a mail needs it."""
    return f"{settings.ADDRESS}{path}"


def at_a_glance(cells: Iterable[Any]) -> Section:
    return Section(gettext("At a glance"), figures=tuple(Figure.of(cell) for cell in cells))


def to_check(shop: Shop, checks: Iterable[Verdict]) -> Section:
    found = tuple(
        Finding(
            title=gettext("Makes numbers draft") if line.doubtful else gettext("Worth a look"),
            sentence=line.said,
            address=address(line.address) if line.address else "",
            act=line.label,
        )
        for line in lines(shop, tuple(checks))
    )
    return Section(gettext("To check first"), "" if found else gettext("Nothing stands out."), findings=found)


def to_do(shop: Shop, advice: Iterable[Advice]) -> tuple[Section, ...]:
    """A section for each corner that has something to say; praise is for the screen."""
    shown, found = Shown.of(shop), list(advice)
    return tuple(
        Section(
            gettext(CORNERS[corner]),
            findings=tuple(
                Finding(
                    title="",
                    sentence=one.advises(shown),
                    evidence=one.because(shown),
                    address=address(reverse("addon", args=[shop.slug, one.addon])),
                    act=gettext("See the add-on"),
                )
                for one in found
                if one.corner == corner
            )[:MOST_ADVICE],
        )
        for corner in CORNERS
        if any(one.corner == corner for one in found)
    )


def notes(noted: dict[str, Any]) -> tuple[Section, ...]:
    """What made days unlike others, and what is left of the comparison without them."""
    lines = (*noted["lines"], *noted["alike"])
    return (Section(gettext("Notes about days"), sentences=lines),) if lines else ()


def in_tables(tables: Iterable[ShownTable]) -> tuple[Section, ...]:
    return tuple(Section(table.title, table.finding, table=table) for table in tables)


def left_out_note(left_out: LeftOut) -> str:
    if not left_out.tickets:
        return ""
    said = ngettext(
        "{tickets} ticket takes no part in one or more of these numbers: {why}.",
        "{tickets} tickets take no part in one or more of these numbers: {why}.",
        left_out.tickets,
    )
    return said.format(tickets=left_out.tickets, why=", ".join(left_out.sentences()))


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
