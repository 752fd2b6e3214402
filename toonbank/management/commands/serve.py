"""`toonbank serve`: the web server, on this machine unless told otherwise."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.management import schema, serving
from toonbank.management.command import ToonbankCommand


class Command(ToonbankCommand):
    help = gettext_noop("Serve the shops of this installation.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        serving.add_place(parser)
        parser.add_argument("--workers", type=serving.count, default=serving.WORKERS, help=_("processes (1)"))
        parser.add_argument("--threads", type=serving.count, default=serving.THREADS, help=_("in each (4)"))
        parser.add_argument("--certificate", metavar="FILE", help=_("certificate (PEM), for https"))
        parser.add_argument("--key", metavar="FILE", help=_("its key (PEM, PKCS#8)"))

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("host", "port", "workers", "threads", "certificate", "key")
        schema.require_current()
        self.check(databases=["default"])
        place = serving.checked(serving.Place(**{name: options[name] for name in names}))
        text = _("Toonbank is open at {address} (stop with Ctrl+C)").format(address=place.address)
        self.show({"address": place.address}, text, options["json"])
        serving.hand_over(place)
