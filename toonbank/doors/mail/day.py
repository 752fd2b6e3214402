"""The daily check on paper."""

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from toonbank.doors.mail.paper import Figure, Paper, Section
from toonbank.doors.mail.parts import address, shortened, to_check
from toonbank.doors.mail.week import MOST_OF_A_NAME
from toonbank.metrics.answer import Value
from toonbank.metrics.metric import Unit
from toonbank.metrics.shown import Shown
from toonbank.metrics.state import DRAFT
from toonbank.reports.daily import Daily


def day_paper(report: Daily) -> Paper:
    language = get_language() or report.shop.locale
    day = str(format_date(report.day, "EEEE d MMMM y", locale=language))
    return Paper(
        kind="day",
        language=language,
        place=report.shop.name,
        title=gettext("Daily check"),
        subtitle=day,
        subject=_subject(report, str(format_date(report.day, "EEEE d MMMM", locale=language))),
        sentences=(_tickets(report), *report.noted.lines()),
        sections=(to_check(report.shop, report.checks), *_numbers(report)),
        address=address(f"{reverse('tickets', args=[report.shop.slug])}?day={report.day}"),
        file_name=f"{report.shop.slug}-{report.day}",
    )


def _subject(report: Daily, day: str) -> str:
    found = len(report.checks)
    place = shortened(report.shop.name, MOST_OF_A_NAME)
    if not found:
        return gettext("{place}, {day}: nothing to check").format(place=place, day=day)
    said = ngettext(
        "{place}, {day}: {found} thing to check", "{place}, {day}: {found} things to check", found
    )
    return said.format(place=place, day=day, found=found)


def _tickets(report: Daily) -> str:
    shown, tickets = Shown.of(report.shop), report.now["tickets"].hits
    if not tickets:
        return gettext("No tickets were logged on this day.")
    said = ngettext(
        "{tickets} ticket: {offered} times something was offered, {bought} times it was bought.",
        "{tickets} tickets: {offered} times something was offered, {bought} times it was bought.",
        tickets,
    )
    return said.format(
        tickets=shown.count(tickets),
        offered=shown.count(report.now["offers"].hits),
        bought=shown.count(report.now["bought"].hits),
    )


def _numbers(report: Daily) -> tuple[Section, ...]:
    if report.empty:
        return ()
    figures = tuple(_figure(report, name, value) for name, value in report.now.items())
    return (Section(gettext("At a glance"), figures=figures),)


def _figure(report: Daily, name: str, value: Value) -> Figure:
    shown = Shown.of(report.shop)
    usual = report.usual.get(name)
    parts = [shown.sums(value)]
    if usual is not None:
        weekday = str(format_date(report.day, "EEEE", locale=get_language() or "nl"))
        money = value.metric.unit is Unit.CENTS
        number = shown.money(usual) if money else shown.count(round(usual))
        parts.append(gettext("usually {number} on a {weekday}").format(number=number, weekday=weekday))
    return Figure(
        title=value.metric.title(),
        said=shown.number(value),
        note=" · ".join(filter(None, parts)),
        draft=value.state.name == DRAFT,
        formula=f"{value.metric.formula()}. {value.metric.caution()}".strip(),
    )
