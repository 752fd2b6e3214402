"""`toonbank report week`: the weekly report of a shop, on screen or in a file."""

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.doors.mail.week import as_html, as_text
from toonbank.lib.periods import parse_week
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.management.commands.ask import shops_of
from toonbank.reports.weekly import Weekly, last_full_week, weekly


def _as_json(report: Weekly) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Weekly], str]] = {"text": as_text, "html": as_html, "json": _as_json}


class Command(ToonbankCommand):
    help = gettext_noop("Print the weekly report of a shop.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=("week",))
        parser.add_argument("--shop", required=True, metavar="SLUG")
        parser.add_argument("--week", metavar="2026-W46", help=_("default: the last full week"))
        parser.add_argument("--format", choices=tuple(FORMATS), default="text")
        parser.add_argument("--json", action="store_const", const="json", dest="format")
        parser.add_argument("--lang", choices=("nl", "en"), help=_("default: the shop's language"))

    def handle(self, *args: Any, **options: Any) -> None:
        schema.require_current()
        (shop,) = shops_of(options["shop"], None)
        self.speak(options["lang"] or shop.locale)
        now = timezone.now()
        week = parse_week(options["week"]) if options["week"] else last_full_week(shop, now)
        self.stdout.write(FORMATS[options["format"]](weekly(shop, week, now)), ending="")
