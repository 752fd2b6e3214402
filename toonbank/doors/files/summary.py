"""The report of an import in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.doors.files.report import Report

SHOWN = 10
CREATED = {
    "employees": gettext_noop("employees"),
    "service_types": gettext_noop("service types"),
    "addons": gettext_noop("add-ons"),
    "scripts": gettext_noop("scripts"),
    "unmatched": gettext_noop("names that wait under Names"),
}
LEFT_OUT = {
    "empty_lines": gettext_noop("{count} empty lines"),
    "corrected_by_hand": gettext_noop("{count} tickets that somebody logged or corrected by hand"),
}


def summary(report: Report) -> str:
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    if report.dry_run:
        yield _("A try-out: nothing was stored.")
    yield _("Lines: {lines}, tickets: {tickets}, offered: {offers}, bought: {bought}.").format(**vars(report))
    if report.first_day:
        yield _("From {first_day} to {last_day}.").format(**vars(report))
    yield _("New: {new}, unchanged: {same}, corrected: {corrected}.").format(**vars(report))
    for kind, names in report.created.items():
        first = _("To make, {kind}: {names}") if report.dry_run else _("Made, {kind}: {names}")
        yield first.format(kind=_(CREATED[kind]), names=_listed(names))
    for why, count in report.left_out.items():
        yield _("Left out: {what}").format(what=_(LEFT_OUT[why]).format(count=count))
    if report.dropped_columns:
        yield _("Columns left out: {names}").format(names=_listed(report.dropped_columns))
    for notice in report.notices[:SHOWN]:
        yield _("Look at this: {text}").format(text=notice.text(_))
    if len(report.notices) > SHOWN:
        yield _("… and {count} more things to look at.").format(count=len(report.notices) - SHOWN)


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:SHOWN])
    return (
        shown
        if len(names) <= SHOWN
        else _("{names} and {more} more").format(names=shown, more=len(names) - SHOWN)
    )
