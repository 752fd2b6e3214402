"""`toonbank import offers FILE`: an offer log comes in, whole or not at all."""

# ruff: noqa: N999 - the name of the file is the name of the command

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.catalog.list_file import look, take_in
from toonbank.doors.files.mapping import Mapping, read_mapping
from toonbank.doors.files.offers import Wish, import_offers
from toonbank.doors.files.summary import summary
from toonbank.doors.list_words import as_json
from toonbank.lib.errors import Missing, Refused
from toonbank.lib.periods import business_day, day_int
from toonbank.lib.table import MAX_BYTES
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand, add_json
from toonbank.management.progress import Progress
from toonbank.shops.access import ROLE_SCOPES, Seat
from toonbank.shops.models import Role, Shop


class Command(ToonbankCommand):
    help = _("Take a file in.")

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True, metavar="offers|catalog")
        catalog = kinds.add_parser("catalog", help=gettext("the list of add-ons (CSV or XLSX), as exported"))
        add_json(catalog)
        catalog.add_argument("file", metavar="FILE")
        catalog.add_argument("--shop", required=True, metavar="SLUG")
        catalog.add_argument("--dry-run", action="store_true", help=gettext("only say what would happen"))
        offers = kinds.add_parser("offers", help=gettext("an offer log (CSV), see docs/offer-log.md"))
        add_json(offers)
        offers.add_argument("file", metavar="FILE")
        offers.add_argument("--shop", required=True, metavar="SLUG")
        offers.add_argument("--mapping", metavar="FILE", help=gettext("JSON that says which column is which"))
        offers.add_argument(
            "--create-missing", action="store_true", help=gettext("make what the shop does not have")
        )
        offers.add_argument(
            "--keep-unmatched",
            action="store_true",
            help=gettext("take add-ons the shop does not have in, and decide later what they are"),
        )
        offers.add_argument("--dry-run", action="store_true", help=gettext("only say what would happen"))

    def handle(self, *args: Any, **options: Any) -> None:
        schema.require_current()
        shop = Shop.objects.filter(slug=options["shop"]).first()
        if shop is None:
            raise Missing("shop_unknown", _("There is no shop “{slug}”."), slug=options["shop"])
        self.speak(shop.locale)
        if options["kind"] == "catalog":
            self.catalog(shop, options)
        else:
            self.offers(shop, options)

    def offers(self, shop: Shop, options: dict[str, Any]) -> None:
        mapping = read_mapping(_content(options["mapping"])) if options["mapping"] else Mapping()
        wish = Wish(mapping, options["create_missing"], options["keep_unmatched"], options["dry_run"])
        seat = Seat(shop, ROLE_SCOPES[Role.OWNER])
        with Progress(sys.stderr) as progress:
            report = import_offers(seat, _content(options["file"]), wish, timezone.now(), progress)
        self.show(report.as_json(), summary(report), options["json"])

    def catalog(self, shop: Shop, options: dict[str, Any]) -> None:
        today = day_int(business_day(timezone.now(), shop.timezone, shop.cutoff_minutes))
        act = look if options["dry_run"] else take_in
        found = act(shop, _content(options["file"]), today)
        changes = [as_json(one, shop) for one in found.differences]
        lines = [gettext("Line {line}: {text}").format(**one) for one in changes]
        lines.append(
            gettext("Changes: {count}. Rows that change nothing: {same}.").format(
                count=len(changes), same=found.same
            )
        )
        answer = {"changes": changes, "same": found.same, "dry_run": options["dry_run"]}
        self.show(answer, "\n".join(lines), options["json"])


def _content(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            # One more than allowed is enough to see that there is too much.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("The file {path} cannot be read: {reason}.")
        raise Refused("file_unreadable", message, path=path, reason=error.strerror) from error
