"""Tickets a counter keeps at hand: those of today and those not finished yet, as they stand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, Sum

from toonbank.ledger.models import Entry, Ticket
from toonbank.ledger.sent import Recorded
from toonbank.ledger.versions import as_recorded, same_hand
from toonbank.lib.periods import day_from_int, day_int
from toonbank.shops.access import MANAGE, Seat
from toonbank.shops.models import Employee, Shop

OLDEST = timedelta(days=60)
MOST = 1000
AT_ONCE = 500
Version = tuple[UUID, int]


@dataclass(frozen=True)
class AtHand:
    """`first` is the entry that started the ticket; `may_correct` holds for this seat and today."""

    recorded: Recorded
    first: Entry
    pending: bool
    may_correct: bool


class Counted(NamedTuple):
    """A ticket with how many add-ons staff offered on it and how many were bought."""

    ticket: Ticket
    offered: int
    bought: int


def at_hand(seat: Seat, today: int, of_today: bool = True, unfinished: bool = True) -> list[AtHand]:
    """Newest first. Two statements, whatever there is."""
    tickets = list(_tickets(seat.shop, today, of_today, unfinished))
    entries = defaultdict[UUID, list[Entry]](list)
    found = Entry.objects.filter(shop=seat.shop, ticket__in=[ticket.uuid for ticket in tickets])
    for entry in found.select_related("token", "member__employee").order_by("revision"):
        entries[entry.ticket].append(entry)
    return [_at_hand(seat, today, ticket, entries[ticket.uuid]) for ticket in tickets]


def known_versions(shop: Shop, tickets: Iterable[UUID]) -> set[Version]:
    """Every version of these tickets that is here."""
    known: set[Version] = set()
    rest = iter(set(tickets))
    while some := list(islice(rest, AT_ONCE)):
        known.update(Entry.objects.filter(shop=shop, ticket__in=some).values_list("ticket", "revision"))
    return known


def _tickets(shop: Shop, today: int, of_today: bool, unfinished: bool) -> list[Ticket]:
    oldest = day_int(day_from_int(today) - OLDEST)
    chosen = Q(day=today) if of_today else Q(pk=None)
    if unfinished:
        chosen |= Q(pending=1, counted=1)
    found = Ticket.objects.filter(chosen, shop=shop, day__gte=today if not unfinished else oldest)
    return list(found.order_by("-occurred_at", "-pk")[:MOST])


def _at_hand(seat: Seat, today: int, ticket: Ticket, entries: list[Entry]) -> AtHand:
    stands = next(entry for entry in entries if entry.revision == ticket.revision)
    pending = bool(ticket.pending and ticket.counted)
    ours = ticket.day == today and any(same_hand(seat, entry) for entry in entries)
    return AtHand(as_recorded(stands), entries[0], pending, pending or ours or seat.may(MANAGE))


def own_today(employee: Employee, today: int) -> list[Counted]:
    """The tickets this employee opened today, newest first."""
    found = Ticket.objects.filter(shop=employee.shop_id, day=today, employee=employee)
    sums = found.annotate(o=Sum("offers__offered", default=0), b=Sum("offers__bought", default=0))
    rows = sums.select_related("service_type").order_by("-occurred_at", "-pk")
    return [Counted(ticket, ticket.o, ticket.b) for ticket in rows]
