"""Tickets of a queue that was offline: written in chunks, and one by one where a chunk does not go."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from toonbank.catalog.snapshot import catalog_of
from toonbank.ledger.checked import checked
from toonbank.ledger.clock import visit
from toonbank.ledger.document import Document
from toonbank.ledger.facts import resolve
from toonbank.ledger.models import Ticket
from toonbank.ledger.record import record_ticket
from toonbank.ledger.sent import CREATED, Recorded, Sent
from toonbank.ledger.shop_rules import allowed
from toonbank.ledger.writing import Writing
from toonbank.lib.errors import Busy, ToonbankError
from toonbank.shops.access import Seat

# Small enough that a tap on another tablet does not wait noticeably.
CHUNK = 100
Result = Recorded | ToonbankError


def record_batch(
    seat: Seat, documents: Sequence[Document], source: str, now: datetime | None = None
) -> list[Result]:
    """What record_ticket() would have returned or raised for each, in their order."""
    received = now or timezone.now()
    results: list[Result] = []
    for start in range(0, len(documents), CHUNK):
        results += _chunk(seat, documents[start : start + CHUNK], source, received)
    return results


def _chunk(seat: Seat, documents: Sequence[Document], source: str, received: datetime) -> list[Result]:
    results: dict[int, Result] = {}
    writing = Writing(seat.shop)
    for at, document in _new(seat, documents):
        results[at] = _prepared(writing, Sent(seat, document, str(source), received))
    try:
        writing.write()
    except IntegrityError:
        # One of them came in by another way meanwhile: each finds out for itself.
        results = {}
    except Busy as busy:
        results = dict.fromkeys(range(len(documents)), busy)
    return [
        results[at] if at in results else _alone(seat, document, source, received)
        for at, document in enumerate(documents)
    ]


def _new(seat: Seat, documents: Sequence[Document]) -> list[tuple[int, Document]]:
    """Those whose ticket is not there yet, each ticket once: its first version here.

    In the order of their keys: two batches with the same tickets would otherwise wait for each other, and
    PostgreSQL would have to break one of them off.
    """
    known = Ticket.objects.filter(shop=seat.shop, uuid__in=[document.uuid for document in documents])
    seen = set[UUID](known.values_list("uuid", flat=True))
    found = []
    for at, document in enumerate(documents):
        if document.uuid not in seen:
            seen.add(document.uuid)
            found.append((at, document))
    return sorted(found, key=lambda one: one[1].uuid)


def _prepared(writing: Writing, sent: Sent) -> Result:
    try:
        sent = Sent(sent.seat, checked(sent.document), sent.source, sent.received)
        allowed(sent.seat.shop, sent.document)
        when = visit(sent.seat.shop, sent.document, sent.received, sent.source)
        facts = resolve(catalog_of(sent.seat.shop), sent.document, when)
    except ToonbankError as error:
        return error
    writing.add(sent, facts)
    return sent.recorded(CREATED, facts)


def _alone(seat: Seat, document: Document, source: str, received: datetime) -> Result:
    try:
        return record_ticket(seat, document, source, received)
    except ToonbankError as error:
        return error
