"""`toonbank restore FILE`: back to a backup; what was there stays beside it."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from toonbank.management.backups.make import Restored, put_back
from toonbank.management.backups.manifest import is_behind
from toonbank.management.backups.store import store
from toonbank.management.command import ToonbankCommand
from toonbank.management.progress import Progress


class Command(ToonbankCommand):
    help = "Put a backup in the place of the database; stop Toonbank first. See docs/backup.md."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--other-key", action="store_true", help="also when the secret key is another one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(sys.stderr) as progress:
            restored = put_back(
                options["file"].absolute(), store(), timezone.now(), options["other_key"], progress
            )
        behind = is_behind(restored.manifest.contents)
        answer = {"kept": restored.kept, "upgrade_needed": behind, **restored.manifest.as_json()}
        self.show(answer, _text(restored, behind), options["json"])


def _text(restored: Restored, behind: bool) -> str:
    manifest = restored.manifest
    done = _("Put back the backup of {made_at}: {shop} shops, {ticket} tickets, {entry} versions.")
    lines = [done.format(made_at=manifest.made_at, **manifest.contents.counts)]
    if restored.kept:
        lines.append(_("What was there is kept in {kept}.").format(kept=restored.kept))
    if behind:
        lines.append(_("The backup is of an older version: run toonbank migrate before you start Toonbank."))
    lines.append(
        _("Everybody logs in again. Tablets send again what the backup lacks. Devices and people that were"
          " removed since the backup are back: look at them.")
    )  # fmt: skip
    return "\n".join(lines)
