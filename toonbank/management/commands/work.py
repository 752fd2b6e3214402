"""`toonbank work`: reports, mail and other work that waits for its hour, apart from the web server."""

import signal
import threading
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.jobs.status import Status, status
from toonbank.jobs.worker import Round
from toonbank.management import schema, working
from toonbank.management.command import ToonbankCommand


class Command(ToonbankCommand):
    help = gettext_noop("Make and send the reports that are due, until stopped.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help=_("do what is due now and end"))
        how.add_argument("--status", action="store_true", help=_("only tell how the work stands"))

    def handle(self, *args: Any, **options: Any) -> None:
        schema.require_current()
        if options["status"]:
            found = status()
            self.show(_plain(found), said(found), options["json"])
        elif options["once"]:
            done = working.once()
            self.show(asdict(done), told(done), options["json"])
        else:
            self._until_stopped()

    def _until_stopped(self) -> None:
        stop = threading.Event()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_given: stop.set())
        self.stdout.write(_("Working (stop with Ctrl+C)"))
        self.stdout.flush()
        working.rounds(stop)


def told(done: Round) -> str:
    said = _("{ran} jobs done, {failed} failed, {sent} mails sent.").format(**asdict(done))
    return f"{said} {done.error}".strip()


def said(found: Status) -> str:
    last = timezone.localtime(found.last_round).isoformat(" ", "seconds") if found.last_round else "–"
    lines = [
        _("Last sign of life: {last}").format(last=last),
        _("Jobs: {jobs_waiting} waiting, {jobs_given_up} given up").format(**asdict(found)),
        _("Mails: {mails_waiting} waiting, {mails_given_up} given up").format(**asdict(found)),
    ]
    return "\n".join([*lines, *([found.error] if found.error else [])])


def _plain(found: Status) -> dict[str, Any]:
    last = found.last_round.isoformat() if found.last_round else None
    return {**asdict(found), "last_round": last}
