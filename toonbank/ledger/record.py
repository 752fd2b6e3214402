"""The one write: a version of a ticket goes in whole, once, or not at all."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toonbank.catalog.snapshot import catalog_of
from toonbank.ledger import rows
from toonbank.ledger.checked import checked
from toonbank.ledger.clock import Visit, day_of_change, same_visit, visit
from toonbank.ledger.document import Document, digest
from toonbank.ledger.facts import Facts, resolve
from toonbank.ledger.models import Entry, Ticket
from toonbank.ledger.prepared import Prepared
from toonbank.ledger.sent import CORRECTED, CREATED, LATE, SAME, Recorded, Sent
from toonbank.ledger.shop_rules import allowed
from toonbank.ledger.versions import as_recorded, same_hand, standing, versions
from toonbank.lib.errors import Conflict, Forbidden
from toonbank.shops.access import MANAGE, Seat

__all__ = ["CORRECTED", "CREATED", "LATE", "SAME", "Recorded", "record_ticket"]
ATTEMPTS = 4


def record_ticket(seat: Seat, document: Document, source: str, now: datetime | None = None) -> Recorded:
    """Store one version. Safe to repeat in any order, from any number of devices at once.

    Raises Refused (bad content), Conflict (this revision exists with other content), Forbidden (too late
    to correct), Busy (nothing saved, send again).
    """
    sent = Sent(seat, checked(document), str(source), now or timezone.now())
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _record(sent)
        except IntegrityError:
            # Another device stored this very version meanwhile; now it can be read.
            continue
    return _record(sent)


def _record(sent: Sent) -> Recorded:
    # Read and prepared before the write begins: nobody waits for our arithmetic.
    if not rows.exists(Ticket, shop_id=sent.seat.shop.pk, uuid=sent.document.uuid):
        return _create(sent)
    ticket = Ticket.objects.get(shop=sent.seat.shop, uuid=sent.document.uuid)
    entries = list(versions(sent.seat.shop, sent.document.uuid))
    repeated = next((entry for entry in entries if entry.revision == sent.document.revision), None)
    if repeated is not None:
        return _repeat(sent, repeated, _standing(entries, ticket))
    _may_correct(sent, ticket, entries)
    allowed(sent.seat.shop, sent.document, ticket)
    return _correct(sent, _resolved(sent, same_visit(ticket), entries))


def _create(sent: Sent) -> Recorded:
    allowed(sent.seat.shop, sent.document)
    facts = _resolved(sent, visit(sent.seat.shop, sent.document, sent.received, sent.source), [])
    prepared = Prepared(sent, facts)
    with transaction.atomic():
        rows.insert_one(Entry, prepared.entry)
        prepared.add_offers(rows.insert_one(Ticket, prepared.ticket))
    return sent.recorded(CREATED, facts)


def _resolved(sent: Sent, when: Visit, earlier: list[Entry]) -> Facts:
    stood = {number for entry in earlier for number in _employees(entry)}
    return resolve(catalog_of(sent.seat.shop), sent.document, when, stood)


def _repeat(sent: Sent, entry: Entry, current: Recorded) -> Recorded:
    if entry.digest == digest(sent.document.content()):
        return current
    message = _("This ticket was changed elsewhere; look at both versions and choose.")
    raise Conflict("uuid_conflict", message, current=current)


def _may_correct(sent: Sent, ticket: Ticket, entries: list[Entry]) -> None:
    """Whoever logged a ticket may correct it that day; a ticket still open is everybody's at this shop."""
    if sent.seat.may(MANAGE) or (ticket.pending and ticket.counted):
        return
    ours = any(same_hand(sent.seat, entry) for entry in entries)
    if not ours or day_of_change(sent.seat.shop, ticket, sent.document, sent.received) != ticket.day:
        raise Forbidden("too_late", _("Only a manager can change this ticket now."))


def _correct(sent: Sent, facts: Facts) -> Recorded:
    prepared = Prepared(sent, facts)
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().get(shop=sent.seat.shop, uuid=sent.document.uuid)
        rows.insert_one(Entry, prepared.entry)
        if sent.document.revision > ticket.revision:
            rows.update(Ticket, [(*prepared.ticket, ticket.pk)])
            ticket.offers.all().delete()
            prepared.add_offers(ticket.pk)
            return sent.recorded(CORRECTED, facts)
    now = standing(sent.seat.shop, sent.document.uuid)
    return Recorded(LATE, now.document, now.facts, sent.received)


def _standing(entries: list[Entry], ticket: Ticket) -> Recorded:
    return as_recorded(next(entry for entry in entries if entry.revision == ticket.revision))


def _employees(entry: Entry) -> set[int | None]:
    content = entry.document["ticket"]
    return {content["employee"], *(line["employee"] for line in content["offers"])}
