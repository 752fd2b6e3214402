"""`toonbank report day|week`: a report of a shop or a chain, on screen or in a file."""

import json
import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.doors.mail.day import day_paper
from toonbank.doors.mail.paper import Paper
from toonbank.doors.mail.render import as_html, as_pdf, as_text
from toonbank.doors.mail.week import chain_paper, week_paper
from toonbank.lib.errors import Refused
from toonbank.lib.periods import parse_day, parse_week
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.management.commands.ask import shops_of
from toonbank.reports.daily import Daily, daily, last_full_day
from toonbank.reports.weekly import ChainWeekly, Weekly, chain_weekly, last_full_week, weekly
from toonbank.shops.models import Shop

FORMATS = ("text", "html", "pdf", "json")
Report = Weekly | ChainWeekly | Daily


class Command(ToonbankCommand):
    help = gettext_noop("Print the daily check or the weekly report of a shop or a chain.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=("day", "week"))
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--shop", metavar="SLUG")
        place.add_argument("--chain", metavar="SLUG", help=_("all its shops; only for a week"))
        parser.add_argument("--day", metavar="2026-11-21", help=_("default: the last full day"))
        parser.add_argument("--week", metavar="2026-W46", help=_("default: the last full week"))
        parser.add_argument("--format", choices=FORMATS, default="text")
        parser.add_argument("--json", action="store_const", const="json", dest="format")
        parser.add_argument("--lang", choices=("nl", "en"), help=_("default: the shop's language"))

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_mixtures(options)
        schema.require_current()
        shops = shops_of(options["shop"], options["chain"])
        self.speak(options["lang"] or shops[0].locale)
        self._write(_report(shops, options), options["format"])

    def _write(self, report: Report, form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        elif form == "pdf":
            _refuse_a_screen()
            self._write_bytes(as_pdf(_paper(report)))
        else:
            self.stdout.write({"text": as_text, "html": as_html}[form](_paper(report)), ending="")

    def _write_bytes(self, content: bytes) -> None:
        self.stdout.flush()
        out: Any = self.stdout._out
        getattr(out, "buffer", out).write(content)


def _report(shops: list[Shop], options: dict[str, Any]) -> Report:
    now, first = timezone.now(), shops[0]
    if options["kind"] == "day":
        return daily(first, parse_day(options["day"]) if options["day"] else last_full_day(first, now), now)
    if options["chain"]:
        week = options["week"] and parse_week(options["week"])
        week = week or min(last_full_week(shop, now) for shop in shops)
        assert first.chain
        return chain_weekly(first.chain, shops, week, now)
    return weekly(first, parse_week(options["week"]) if options["week"] else last_full_week(first, now), now)


def _paper(report: Report) -> Paper:
    if isinstance(report, Daily):
        return day_paper(report)
    return week_paper(report) if isinstance(report, Weekly) else chain_paper(report)


def _refuse_mixtures(options: dict[str, Any]) -> None:
    other = "week" if options["kind"] == "day" else "day"
    if options[other]:
        message = gettext_noop("“report {kind}” takes no --{other}.")
        raise Refused("report_mixture", message, kind=options["kind"], other=other)
    if options["kind"] == "day" and options["chain"]:
        raise Refused("report_chain_day", gettext_noop("A chain has a weekly report, no daily check."))


def _refuse_a_screen() -> None:
    if sys.stdout.isatty():
        message = gettext_noop("A PDF is no text: send it to a file.")
        hint = gettext_noop("toonbank report week --shop SLUG --format pdf > week.pdf")
        raise Refused("pdf_on_screen", message, hint=hint)
