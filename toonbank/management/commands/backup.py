"""`toonbank backup FILE`: everything in one file, while the shop goes on."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from toonbank.management import schema
from toonbank.management.backups.make import make
from toonbank.management.backups.store import store
from toonbank.management.command import ToonbankCommand
from toonbank.management.progress import Progress


class Command(ToonbankCommand):
    help = "Put everything in one file; the shop goes on meanwhile. See docs/backup.md."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if schema.state() == schema.MISSING:
            schema.require_current()
        target = options["file"].absolute()
        with Progress(sys.stderr) as progress:
            manifest = make(target, store(), timezone.now(), progress)
        answer = {"file": str(target), "bytes": target.stat().st_size, **manifest.as_json()}
        text = _("Backup made in {file}: {shop} shops, {ticket} tickets, {entry} versions.")
        self.show(answer, text.format(file=target, **manifest.contents.counts), options["json"])
