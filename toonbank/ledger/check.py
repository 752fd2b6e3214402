"""Rebuild and compare: do the rows the numbers are made of still follow from the entries?

Tickets are read by the thousand, so the memory it takes does not grow with the shop.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from toonbank.ledger.document import digest, from_content
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.ledger.state import Values, state

AT_ONCE = 1000
Key = tuple[int, UUID]


@dataclass(frozen=True)
class Difference:
    shop: int
    ticket: UUID
    what: str


@dataclass
class Tally:
    tickets: int = 0
    entries: int = 0


def differences(tally: Tally) -> Iterator[Difference]:
    """Everything that does not follow; `tally` counts what was compared meanwhile."""
    last = 0
    while tickets := list(Ticket.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from (found for ticket in _suspects(tickets, tally) for found in _certain(ticket))
        last = tickets[-1].pk
    yield from _without_ticket()


def _suspects(tickets: list[Ticket], tally: Tally) -> list[Ticket]:
    entries = _entries(tickets)
    offers = _offers(tickets)
    tally.tickets += len(tickets)
    tally.entries += sum(map(len, entries.values()))
    return [
        ticket
        for ticket in tickets
        if _wrong(ticket, entries.get((ticket.shop_id, ticket.uuid), []), offers.get(ticket.pk, []))
    ]


def _certain(ticket: Ticket) -> list[Difference]:
    """Looks once more: between two reads of a living shop a ticket may have been corrected."""
    fresh = Ticket.objects.filter(pk=ticket.pk)
    return [found for again in fresh for found in _differences(again)]


def _differences(ticket: Ticket) -> list[Difference]:
    entries = _entries([ticket]).get((ticket.shop_id, ticket.uuid), [])
    offers = _offers([ticket]).get(ticket.pk, [])
    return [Difference(ticket.shop_id, ticket.uuid, what) for what in _wrong(ticket, entries, offers)]


def _wrong(ticket: Ticket, entries: list[Entry], offers: list[Offer]) -> list[str]:
    if not entries:
        return ["no entry"]
    latest = max(entries, key=lambda entry: entry.revision)
    document, facts = from_content(latest.document["ticket"]), latest.document["facts"]
    expected, lines = state(latest.shop_id, document, facts, latest.source)
    wrong = [f"ticket {name}" for name in _unlike(ticket, expected)]
    wrong += [f"entry {entry.revision} digest" for entry in entries if not _intact(entry)]
    return wrong + _wrong_offers({line["addon_id"]: line for line in lines}, offers)


def _wrong_offers(expected: dict[int, Values], offers: list[Offer]) -> list[str]:
    found = {offer.addon_id: offer for offer in offers}
    wrong = [f"offer of add-on {addon}" for addon in sorted(expected.keys() ^ found.keys())]
    for addon in sorted(expected.keys() & found.keys()):
        wrong += [f"offer of add-on {addon} {name}" for name in _unlike(found[addon], expected[addon])]
    return wrong


def _unlike(row: Any, expected: Values) -> list[str]:
    return [name for name, value in expected.items() if getattr(row, name) != value]


def _intact(entry: Entry) -> bool:
    return digest(from_content(entry.document["ticket"]).content()) == entry.digest


def _entries(tickets: list[Ticket]) -> dict[Key, list[Entry]]:
    shops, uuids = {ticket.shop_id for ticket in tickets}, [ticket.uuid for ticket in tickets]
    found: dict[Key, list[Entry]] = {}
    for entry in Entry.objects.filter(shop__in=shops, ticket__in=uuids):
        found.setdefault((entry.shop_id, entry.ticket), []).append(entry)
    return found


def _offers(tickets: list[Ticket]) -> dict[int, list[Offer]]:
    found: dict[int, list[Offer]] = {}
    for offer in Offer.objects.filter(ticket__in=[ticket.pk for ticket in tickets]):
        found.setdefault(offer.ticket_id, []).append(offer)
    return found


def _without_ticket() -> Iterator[Difference]:
    ticket = Ticket.objects.filter(shop=OuterRef("shop"), uuid=OuterRef("ticket"))
    lost = Entry.objects.filter(~Exists(ticket)).values_list("shop", "ticket").distinct()
    for shop, uuid in lost.order_by("shop", "ticket").iterator(chunk_size=AT_ONCE):
        yield Difference(shop, uuid, "no ticket")
