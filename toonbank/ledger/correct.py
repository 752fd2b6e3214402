"""Corrections from a page: the next version of the ticket that stands, never a change of the old one.

`revision` is the version the page showed; when another stands by now, that is a Conflict that carries it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from toonbank.ledger.document import Document
from toonbank.ledger.models import Source, Status
from toonbank.ledger.record import record_ticket
from toonbank.ledger.sent import Recorded
from toonbank.ledger.versions import standing
from toonbank.lib.errors import Conflict, Refused
from toonbank.shops.access import Seat


def void(seat: Seat, ticket: UUID, revision: int, now: datetime | None = None) -> Recorded:
    return correct(seat, ticket, revision, now, status=Status.VOID.value)


def close(seat: Seat, ticket: UUID, revision: int, now: datetime | None = None) -> Recorded:
    return correct(seat, ticket, revision, now, status=Status.CLOSED.value)


def correct_offer(
    seat: Seat, ticket: UUID, revision: int, addon: int, now: datetime | None = None, **changes: Any
) -> Recorded:
    """Changes fields of one offer: `correct_offer(seat, ticket, 1, addon.pk, outcome="bought")`."""
    document = _standing(seat, ticket, revision)
    offers = [replace(line, **changes) if line.addon == addon else line for line in document.offers]
    if addon not in [line.addon for line in document.offers]:
        raise Refused("offer_unknown", _("This add-on was not offered on this ticket."), field="addon")
    return _record(seat, document, now, offers=tuple(offers))


def correct(seat: Seat, ticket: UUID, revision: int, now: datetime | None = None, **changes: Any) -> Recorded:
    """Changes fields of the ticket; `offers` replaces all of its lines."""
    return _record(seat, _standing(seat, ticket, revision), now, **changes)


def _standing(seat: Seat, ticket: UUID, revision: int) -> Document:
    found = standing(seat.shop, ticket)
    if found.document.revision != revision:
        message = _("This ticket was changed elsewhere; look at both versions and choose.")
        raise Conflict("ticket_changed", message, current=found)
    return found.document


def _record(seat: Seat, document: Document, now: datetime | None, **changes: Any) -> Recorded:
    # Made here and now, so no device's clock has a say in when.
    sending: dict[str, Any] = {"changed_at": None, "sent_at": None, "age_ms": None}
    following = replace(document, revision=document.revision + 1, **sending, **changes)
    return record_ticket(seat, following, Source.COUNTER, now)
