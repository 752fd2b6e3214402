"""Many tickets from a file: looked at first (what is new, changed, refused), then written in one go."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toonbank.catalog.snapshot import Catalog, catalog_of
from toonbank.ledger.checked import checked
from toonbank.ledger.clock import visit
from toonbank.ledger.document import Document, digest
from toonbank.ledger.facts import resolve
from toonbank.ledger.models import Entry, Source, Ticket
from toonbank.ledger.sent import CORRECTED, CREATED, SAME, Sent
from toonbank.ledger.shop_rules import allowed
from toonbank.ledger.writing import AT_ONCE, Writing
from toonbank.lib.errors import Refused, ToonbankError
from toonbank.shops.access import Seat
from toonbank.shops.models import Shop

ATTEMPTS = 3
# When it came in: one moment for all, or asked for each document.
Received = datetime | Callable[[Document], datetime]


@dataclass
class Counts:
    created: int = 0
    corrected: int = 0
    same: int = 0


class Standing(NamedTuple):
    """The version of a ticket that stands; `key` is that of the ticket's row."""

    key: int
    revision: int
    digest: str
    source: str


@dataclass
class Plan:
    """What would happen. `refused` has the reason for each document, by its place, that cannot go in."""

    writing: Writing
    counts: Counts = field(default_factory=Counts)
    refused: dict[int, ToonbankError] = field(default_factory=dict)


def record_many(
    seat: Seat, documents: Iterable[Document], source: str, now: Received | None = None
) -> Counts:
    """All or nothing. The same content again is nothing; another content corrects what came from a file
    and is refused where the ticket was logged or changed by hand. Revisions are counted here."""
    everything = list(documents)
    for attempt in range(ATTEMPTS):
        plan = plan_many(seat, everything, source, now)
        if plan.refused:
            raise next(iter(plan.refused.values()))
        try:
            plan.writing.write()
        except IntegrityError:
            # One of them was recorded elsewhere meanwhile: look again.
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return plan.counts


def plan_many(seat: Seat, documents: Iterable[Document], source: str, now: Received | None = None) -> Plan:
    """Reads and prepares; writes nothing. `plan.writing.write()` does."""
    everything, received = list(documents), now or timezone.now()
    plan, catalog, seen = Plan(Writing(seat.shop)), catalog_of(seat.shop), set[UUID]()
    for at, document, standing in _with_standing(seat.shop, everything):
        try:
            came_in = received(document) if callable(received) else received
            sent = Sent(seat, checked(document), str(source), came_in)
            _once(sent, seen)
            _plan(plan, catalog, sent, standing)
        except ToonbankError as error:
            plan.refused[at] = error
    return plan


def _with_standing(
    shop: Shop, documents: Sequence[Document]
) -> Iterator[tuple[int, Document, Standing | None]]:
    for start in range(0, len(documents), AT_ONCE):
        some = documents[start : start + AT_ONCE]
        found = _standing(shop, [document.uuid for document in some])
        yield from ((start + at, document, found.get(document.uuid)) for at, document in enumerate(some))


def _standing(shop: Shop, uuids: list[UUID]) -> dict[UUID, Standing]:
    tickets = Ticket.objects.filter(shop=shop, uuid__in=uuids).values_list("uuid", "revision", "id")
    keys = {(uuid, revision): key for uuid, revision, key in tickets}
    entries = Entry.objects.filter(shop=shop, ticket__in=[uuid for uuid, _revision in keys])
    return {
        uuid: Standing(keys[uuid, revision], revision, digest, source)
        for uuid, revision, digest, source in entries.values_list("ticket", "revision", "digest", "source")
        if (uuid, revision) in keys
    }


def _once(sent: Sent, seen: set[UUID]) -> None:
    if sent.document.uuid in seen:
        raise Refused("ticket_twice", _("This ticket occurs twice."), field="uuid")
    seen.add(sent.document.uuid)


def _plan(plan: Plan, catalog: Catalog, sent: Sent, standing: Standing | None) -> None:
    result = _result(sent.document, standing)
    if result != SAME:
        allowed(sent.seat.shop, sent.document)
        sent = _numbered(sent, standing.revision + 1 if standing else 1)
        when = visit(sent.seat.shop, sent.document, sent.received, sent.source)
        facts = resolve(catalog, sent.document, when)
        plan.writing.add(sent, facts, standing and standing.key)
    setattr(plan.counts, result, getattr(plan.counts, result) + 1)


def _numbered(sent: Sent, revision: int) -> Sent:
    if sent.document.revision == revision:
        return sent
    return replace(sent, document=replace(sent.document, revision=revision))


def _result(document: Document, standing: Standing | None) -> str:
    if standing is None:
        return CREATED
    if digest(replace(document, revision=standing.revision).content()) == standing.digest:
        return SAME
    if standing.source != Source.IMPORT:
        message = _("This ticket was logged or changed by hand; a file does not overwrite it.")
        raise Refused("ticket_by_hand", message, field="uuid")
    return CORRECTED
