"""Every version of a ticket, oldest first, and the one that stands."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from toonbank.ledger.document import from_content
from toonbank.ledger.models import Entry
from toonbank.ledger.sent import SAME, Recorded
from toonbank.lib.errors import Missing
from toonbank.shops.access import Seat
from toonbank.shops.models import Shop


def versions(shop: Shop, ticket: UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(shop=shop, ticket=ticket).order_by("revision")


def same_hand(seat: Seat, entry: Entry) -> bool:
    """Whether this person or machine sent it."""
    if seat.member is not None:
        return entry.member_id == seat.member.pk
    return seat.token is not None and entry.token_id == seat.token.pk


def standing(shop: Shop, ticket: UUID) -> Recorded:
    entry = versions(shop, ticket).last()
    if entry is None:
        raise Missing("not_found", _("There is nothing here."))
    return as_recorded(entry)


def as_recorded(entry: Entry) -> Recorded:
    stored = entry.document
    return Recorded(SAME, from_content(stored["ticket"]), stored["facts"], entry.received_at)
