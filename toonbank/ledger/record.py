"""The one write: a version of a ticket goes in whole, once, or not at all."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toonbank.catalog.snapshot import catalog_of
from toonbank.ledger.clock import Occurred, calendar, occurred
from toonbank.ledger.document import Document, checked, from_content
from toonbank.ledger.facts import Facts, resolve, state
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.ledger.versions import versions
from toonbank.lib.errors import Conflict, Forbidden
from toonbank.shops.access import MANAGE, Seat

CREATED, CORRECTED, SAME, LATE = "created", "corrected", "same", "late"
RETRIES = 3


@dataclass(frozen=True)
class Recorded:
    """What became of a version; `document` is the version that now stands."""

    result: str
    document: Document
    facts: Facts
    received_at: datetime


def record_ticket(seat: Seat, document: Document, source: str, now: datetime | None = None) -> Recorded:
    """Store one version. Safe to repeat in any order, from any number of devices at once.

    Raises Refused (bad content), Conflict (this revision exists with other content), Forbidden (too late
    to correct), Busy (nothing saved, send again).
    """
    received = now or timezone.now()
    document = checked(document)
    for attempt in range(RETRIES):
        try:
            with transaction.atomic():
                return _record(seat, document, source, received)
        except IntegrityError:
            # PostgreSQL: another connection stored this very ticket meanwhile; now it can be read.
            if attempt == RETRIES - 1:
                raise
    raise AssertionError("unreachable")


def _record(seat: Seat, document: Document, source: str, received: datetime) -> Recorded:
    tickets = Ticket.objects.select_for_update() if connection.features.has_select_for_update else Ticket.objects
    ticket = tickets.filter(shop=seat.shop, uuid=document.uuid).first()
    if ticket is None:
        return _create(seat, document, source, received)
    entries = {entry.revision: entry for entry in versions(seat.shop, document.uuid)}
    repeated = entries.get(document.revision)
    if repeated is not None:
        return _repeat(repeated, entries[ticket.revision], document)
    _may_correct(seat, ticket, list(entries.values()), document, received)
    return _correct(seat, ticket, entries[ticket.revision], document, source, received)


def _create(seat: Seat, document: Document, source: str, received: datetime) -> Recorded:
    facts = resolve(seat.shop, catalog_of(seat.shop), document, occurred(document, received))
    ticket, offers = state(seat.shop, document, facts, source)
    recorded = _enter(seat, document, facts, source, received, CREATED)
    ticket.save(force_insert=True)
    Offer.objects.bulk_create(offers)
    return recorded


def _repeat(entry: Entry, standing: Entry, document: Document) -> Recorded:
    if entry.digest == document.digest():
        return _recorded(SAME, standing)
    raise Conflict(
        "uuid_conflict",
        _("This ticket was changed elsewhere; look at both versions and choose."),
        current=_recorded(SAME, standing),
    )


def _may_correct(
    seat: Seat, ticket: Ticket, entries: list[Entry], document: Document, received: datetime
) -> None:
    """Whoever logged a ticket may correct it that day; a ticket still open is everybody's at this shop."""
    if seat.may(MANAGE) or (ticket.pending and ticket.counted):
        return
    changed = calendar(seat.shop, document.changed_at or received)["day"]
    ours = any(
        entry.member_id == (seat.member and seat.member.pk) and entry.token_id == (seat.token and seat.token.pk)
        for entry in entries
    )
    if not (ours and changed == ticket.day):
        raise Forbidden("too_late", _("Only a manager can change this ticket now."))


def _correct(
    seat: Seat, ticket: Ticket, standing: Entry, document: Document, source: str, received: datetime
) -> Recorded:
    # A correction never moves a visit to another day: the first version said when it was.
    first = Occurred(ticket.occurred_at, bool(ticket.clock_corrected))
    facts = resolve(seat.shop, catalog_of(seat.shop), document, first)
    if document.revision < ticket.revision:
        _enter(seat, document, facts, source, received, LATE)
        return _recorded(LATE, standing)
    recorded = _enter(seat, document, facts, source, received, CORRECTED)
    fresh, offers = state(seat.shop, document, facts, source)
    fresh.pk = ticket.pk
    fresh.save(force_update=True)
    ticket.offers.all().delete()
    Offer.objects.bulk_create(offers)
    return recorded


def _enter(
    seat: Seat, document: Document, facts: Facts, source: str, received: datetime, result: str
) -> Recorded:
    Entry.objects.create(**entry_fields(seat, document, facts, source, received))
    return Recorded(result, document, facts, received)


def entry_fields(
    seat: Seat, document: Document, facts: Facts, source: str, received: datetime
) -> dict[str, object]:
    return {
        "shop": seat.shop,
        "ticket": document.uuid,
        "revision": document.revision,
        "digest": document.digest(),
        "document": {"ticket": document.content(), "facts": facts},
        "member": seat.member,
        "token": seat.token,
        "source": source,
        "received_at": received,
    }


def _recorded(result: str, entry: Entry) -> Recorded:
    stored = entry.document
    return Recorded(result, from_content(stored["ticket"]), stored["facts"], entry.received_at)
