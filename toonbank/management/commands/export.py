"""`toonbank export tickets|offers|catalog`: a shop's own data as a file."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.doors.files.leaving import KINDS
from toonbank.doors.list_export import Row
from toonbank.doors.sheets import write_csv, write_xlsx
from toonbank.lib.errors import Refused
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.management.commands.ask import shops_of
from toonbank.management.progress import Progress
from toonbank.shops.models import Shop


class Command(ToonbankCommand):
    help = gettext_noop("Write the tickets, the offers or the list of a shop to a file.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("kind", choices=tuple(KINDS))
        parser.add_argument("--shop", required=True, metavar="SLUG")
        parser.add_argument("--format", choices=("csv", "xlsx", "parquet"), default="csv")
        parser.add_argument(
            "--plain",
            action="store_true",
            help=_("CSV for machines: comma, decimal point, no byte order mark"),
        )
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        schema.require_current()
        (shop,) = shops_of(options["shop"], None)
        self.speak(shop.locale)
        if options["format"] == "parquet":
            message = gettext_noop("Parquet is not to be had here yet; choose csv or xlsx.")
            raise Refused("format_absent", message)
        target = Path(options["file"])
        rows = _written(shop, options, target)
        said = _("{rows} rows written to {file}.").format(rows=rows, file=target)
        self.show({"file": str(target), "rows": rows}, said, options["json"])


def _written(shop: Shop, options: dict[str, Any], target: Path) -> int:
    """Beside the target first, so that nobody ever finds half a file."""
    counted: list[int] = []
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=".toonbank-")
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with os.fdopen(handle, "wb") as file, Progress(sys.stderr) as progress:
            rows = _counting(KINDS[options["kind"]](shop, progress), counted)
            if options["format"] == "xlsx":
                write_xlsx(rows, file, options["kind"])
            else:
                locale = "" if options["plain"] else shop.locale
                encoding = "utf-8-sig" if locale else "utf-8"
                with open(file.fileno(), "w", encoding=encoding, newline="", closefd=False) as text:
                    write_csv(rows, text, locale)
        os.replace(name, target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        Path(name).unlink(missing_ok=True)
    return len(counted) - 1


def _counting(rows: Any, counted: list[int]) -> Any:
    row: Row
    for row in rows:
        counted.append(1)
        yield row


def _unwritable(target: Path, error: OSError) -> Refused:
    message = gettext_noop("The file {path} cannot be written: {reason}.")
    return Refused("file_unwritable", message, path=target, reason=error.strerror or "")
