"""The weekly report of a shop, or of a chain with each of its shops, on paper."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from toonbank.doors.mail.paper import Paper, Section
from toonbank.doors.mail.parts import (
    address,
    at_a_glance,
    in_tables,
    left_out_note,
    notes,
    shortened,
    to_check,
    to_do,
)
from toonbank.doors.report_view import report_context
from toonbank.metrics.shown import Shown
from toonbank.reports.overview import Overview
from toonbank.reports.weekly import ChainWeekly, Weekly
from toonbank.shops.models import Shop

MOST_OF_A_NAME = 60


def week_paper(report: Weekly) -> Paper:
    context = report_context(report.shop, report.overview)
    return Paper(
        kind="week",
        language=get_language() or report.shop.locale,
        place=report.shop.name,
        title=gettext("Week {week}").format(week=report.label),
        subtitle=_subtitle(context),
        subject=_subject(report.shop.name, report.week, report.overview, Shown.of(report.shop)),
        sentences=tuple(context["sentences"]),
        sections=_sections(report, context),
        note=left_out_note(report.overview.left_out),
        address=address(reverse("week", args=[report.shop.slug, report.label])),
        file_name=f"{report.shop.slug}-{report.label}",
    )


def chain_paper(report: ChainWeekly) -> Paper:
    first = report.shops[0].shop
    context = report_context(first, _with_names(report.overview, [one.shop for one in report.shops]))
    return Paper(
        kind="chain_week",
        language=get_language() or first.locale,
        place=report.chain.name,
        title=gettext("Week {week}").format(week=report.label),
        subtitle=_subtitle(context),
        subject=_subject(report.chain.name, report.week, report.overview, report.shown),
        sentences=tuple(context["sentences"]),
        sections=_of_chain(report, context),
        note=left_out_note(report.overview.left_out),
        address=address("/"),
        file_name=f"{report.chain.slug}-{report.label}",
    )


def _sections(report: Weekly, context: dict[str, Any]) -> tuple[Section, ...]:
    """The order of the weekly report. Parts that other rooms find are added here, once for every format."""
    first = (to_check(report.shop, report.checks), *to_do(report.shop, report.advice))
    if report.overview.empty:
        return (*first, *notes(context["noted"]))
    numbers = (at_a_glance(context["headlines"]), *in_tables(context["tables"]))
    return (*first, *notes(context["noted"]), *numbers)


def _of_chain(report: ChainWeekly, context: dict[str, Any]) -> tuple[Section, ...]:
    parts = [part for shop in report.shops for part in _of_shop(shop)]
    if report.overview.empty:
        return tuple(parts)
    own = (*notes(context["noted"]), at_a_glance(context["headlines"]), *in_tables(context["tables"]))
    return (*own, *parts)


def _of_shop(report: Weekly) -> tuple[Section, ...]:
    """A shop within its chain, with its add-ons only: the rest is its own report."""
    context = report_context(report.shop, report.overview)
    start = Section(report.shop.name, sentences=tuple(context["sentences"]), big=True)
    first = (start, to_check(report.shop, report.checks), *to_do(report.shop, report.advice))
    if report.overview.empty:
        return first
    return (*first, at_a_glance(context["headlines"]), *in_tables(context["tables"][:1]))


def _with_names(overview: Overview, shops: list[Shop]) -> Overview:
    """People know their shops by name, machines by slug."""
    names: dict[object, str] = {shop.slug: shop.name for shop in shops}
    tables = tuple(
        replace(
            table,
            lines=tuple(
                replace(line, label=names.get(line.label, line.label)) if table.by.key == "shop" else line
                for line in table.lines
            ),
        )
        for table in overview.tables
    )
    return replace(overview, tables=tables)


def _subtitle(context: dict[str, Any]) -> str:
    return f"{context['period']} · {gettext('against')} {context['earlier']}"


def _subject(place: str, week: int, overview: Overview, shown: Shown) -> str:
    """The finding in words, as short as a telephone shows it."""
    name = shortened(place, MOST_OF_A_NAME)
    now, before = (values.get("revenue_per_ticket") for values in (overview.total.now, overview.total.before))
    if overview.empty or now is None or now.value is None:
        said = gettext("{place}, week {week}: no tickets were logged")
        return said.format(place=name, week=week % 100)
    money = (
        gettext("{number} (draft)").format(number=shown.number(now)) if now.state.check else shown.number(now)
    )
    said = gettext("{place}, week {week}: {money} of add-ons per ticket")
    if before is not None and before.value is not None:
        said = gettext("{place}, week {week}: {money} of add-ons per ticket, {earlier} the week before")
        return said.format(place=name, week=week % 100, money=money, earlier=shown.number(before))
    return said.format(place=name, week=week % 100, money=money)
