"""`toonbank names`: names that are not on the list, and what looks like one thing twice."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.ledger.spellings import LookAlike, NamesToSettle, names_to_settle
from toonbank.lib.errors import Missing
from toonbank.management import schema
from toonbank.management.command import ToonbankCommand
from toonbank.reports.likeness import why
from toonbank.shops.models import Shop


class Command(ToonbankCommand):
    help = gettext_noop("List names that are not settled: unmatched ones and look-alikes.")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--shop", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        schema.require_current()
        shop = Shop.objects.filter(slug=options["shop"]).first()
        if shop is None:
            raise Missing("shop_unknown", gettext_noop("There is no shop “{slug}”."), slug=options["shop"])
        self.speak(shop.locale)
        found = names_to_settle(shop)
        self.show(found.as_json(), "\n".join(_lines(found)), options["json"])


def _lines(found: NamesToSettle) -> Iterator[str]:
    if not (found.waiting or found.look_alikes):
        yield _("Every name is settled.")
    if found.waiting:
        yield _("Unmatched names") + ":"
    for one in found.waiting:
        yield "  " + _("{name} ({tickets} tickets)").format(name=one.addon.name, tickets=one.tickets)
        yield from (f"    {_likely(proposal)}" for proposal in one.proposals)
    if found.look_alikes:
        yield _("Look-alikes on your list") + ":"
    for alike in found.look_alikes:
        yield f"  {alike.addon.name} = {alike.into.name}? {_percent(alike)}"


def _likely(proposal: LookAlike) -> str:
    return f"= {proposal.into.name}? {_percent(proposal)}"


def _percent(one: LookAlike) -> str:
    return f"{round(100 * one.score)} % ({why(one)})"
