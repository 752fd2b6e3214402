"""The parts that reports have in common."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from toonbank.doors.mail.paper import Figure, Finding, Section
from toonbank.doors.report_view import ShownTable
from toonbank.lib.periods import day_from_int
from toonbank.metrics.left_out import LeftOut
from toonbank.metrics.shown import Shown
from toonbank.quality.verdict import Fix, Verdict
from toonbank.shops.models import Shop


def address(path: str) -> str:
    """Absolute, as a mail needs it."""
    return f"{settings.ADDRESS}{path}"


def at_a_glance(cells: Iterable[Any]) -> Section:
    return Section(gettext("At a glance"), figures=tuple(Figure.of(cell) for cell in cells))


def to_check(shop: Shop, checks: Iterable[Verdict]) -> Section:
    shown = Shown.of(shop)
    found = tuple(
        Finding(
            title=gettext("Makes numbers doubtful") if verdict.doubtful else gettext("Worth a look"),
            sentence=verdict.sentence(shown),
            address=fix_address(shop, verdict.fix),
        )
        for verdict in checks
    )
    return Section(gettext("To check first"), "" if found else gettext("Nothing stands out."), findings=found)


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


def fix_address(shop: Shop, fix: Fix | None) -> str:
    """The page where it is put right; for a place without a page of its own, the numbers of the shop."""
    if fix is None:
        return ""
    if fix.place == "tickets" and fix.value:
        return address(f"{reverse('tickets', args=[shop.slug])}?day={day_from_int(int(fix.value))}")
    if fix.place == "addon" and fix.value:
        return address(reverse("addon", args=[shop.slug, fix.value]))
    if fix.place == "devices":
        return address(reverse("devices", args=[shop.slug]))
    return address(reverse("numbers", args=[shop.slug]))


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
