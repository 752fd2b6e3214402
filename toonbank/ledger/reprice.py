"""Tickets of the past under a price that was wrong then: shown first, and only changed when somebody says so.

Nothing is overwritten: each ticket gets a next version with the same content and other facts of its day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from toonbank.catalog.history import noted
from toonbank.catalog.models import Price
from toonbank.catalog.prices import NewPrice, Priced, set_price
from toonbank.ledger.document import Document, from_content
from toonbank.ledger.facts import Facts
from toonbank.ledger.models import Entry, Offer, Outcome, Ticket
from toonbank.ledger.sent import Sent
from toonbank.ledger.writing import AT_ONCE, Writing
from toonbank.lib.errors import Refused
from toonbank.shops.access import Seat

# More at once would keep everybody waiting who wants to save a visit.
MOST = 20_000
FOREVER = 99_999_999


@dataclass(frozen=True)
class Sums:
    revenue: int = 0
    profit: int = 0


@dataclass(frozen=True)
class Preview:
    """`left_alone`: tickets whose discount is higher than the new price; they keep what they have."""

    tickets: int = 0
    left_alone: int = 0
    before: Sums = Sums()
    after: Sums = Sums()


@dataclass(frozen=True)
class Change:
    ticket: Ticket
    entry: Entry
    document: Document
    facts: Facts
    before: Sums
    after: Sums


def preview(wanted: NewPrice) -> Preview:
    """What would be another amount if this price had stood in the list on its days."""
    found, left_alone = Preview(), 0
    for change in _changes(wanted):
        if change is None:
            left_alone += 1
            continue
        found = Preview(
            found.tickets + 1, 0, _sum(found.before, change.before), _sum(found.after, change.after)
        )
    return replace(found, left_alone=left_alone)


def set_price_and_reprice(seat: Seat, wanted: NewPrice, now: datetime) -> tuple[Priced, int]:
    """The price, and a next version of every ticket it changes, or nothing. Again, it changes nothing."""
    with transaction.atomic():
        priced = set_price(
            wanted.addon,
            wanted.unit_price,
            wanted.unit_cost,
            wanted.valid_from,
            wanted.free,
            wanted.estimated,
        )
        changes = [change for change in _changes(wanted) if change is not None]
        if len(changes) > MOST:
            message = _("More than {most} tickets would change: choose a later day.")
            raise Refused("reprice_too_many", message, field="valid_from", most=MOST)
        writing = Writing(seat.shop)
        for change in changes:
            writing.add(_sent(seat, change, now), change.facts, change.ticket.pk)
        writing.write()
        if changes:
            after = {"tickets": len(changes), "valid_from": wanted.valid_from}
            noted(wanted.addon.shop, "tickets_repriced", wanted.addon, after=after)
    return priced, len(changes)


def _changes(wanted: NewPrice) -> Iterator[Change | None]:
    """Each ticket that would change; None for one that cannot."""
    offers = Offer.objects.filter(
        shop=wanted.addon.shop_id, addon=wanted.addon, day__range=(wanted.valid_from, _last_day(wanted))
    )
    ids = list(offers.order_by("ticket").values_list("ticket", flat=True))
    for at in range(0, len(ids), AT_ONCE):
        for ticket, entry in _standing(ids[at : at + AT_ONCE]):
            yield from _change(wanted, ticket, entry)


def _last_day(wanted: NewPrice) -> int:
    """The day before the next price; its tickets have another one anyway."""
    later = Price.objects.filter(addon=wanted.addon, valid_from__gt=wanted.valid_from)
    following = later.order_by("valid_from").values_list("valid_from", flat=True).first()
    return FOREVER if following is None else following - 1


def _standing(ids: list[int]) -> Iterator[tuple[Ticket, Entry]]:
    tickets = {(one.uuid, one.revision): one for one in Ticket.objects.filter(pk__in=ids)}
    shop = next(iter(tickets.values())).shop_id
    for entry in Entry.objects.filter(shop=shop, ticket__in=[uuid for uuid, _revision in tickets]):
        ticket = tickets.get((entry.ticket, entry.revision))
        if ticket is not None:
            yield ticket, entry


def _change(wanted: NewPrice, ticket: Ticket, entry: Entry) -> Iterator[Change | None]:
    document, facts = from_content(entry.document["ticket"]), entry.document["facts"]
    for at, line in enumerate(document.offers):
        if line.addon != wanted.addon.pk:
            continue
        old = facts["offers"][at]
        # What a file said itself is not the list's business.
        price = line.unit_price if line.unit_price is not None else wanted.unit_price
        cost = line.unit_cost if line.unit_cost is not None else wanted.unit_cost
        if (price, cost) == (old["unit_price"], old["unit_cost"]):
            continue
        if line.discount > price * line.quantity:
            yield None
            continue
        new = {**old, "unit_price": price, "unit_cost": cost}
        offers = [*facts["offers"][:at], new, *facts["offers"][at + 1 :]]
        bought = line.quantity if line.outcome == Outcome.BOUGHT else 0
        before, after = (_sums(one, bought, line.discount) for one in (old, new))
        yield Change(ticket, entry, document, {**facts, "offers": offers}, before, after)


def _sums(facts: dict[str, Any], bought: int, discount: int) -> Sums:
    price, cost = facts["unit_price"], facts["unit_cost"]
    if not bought or price is None:
        return Sums()
    revenue = bought * price - discount
    return Sums(revenue, 0 if cost is None else revenue - bought * cost)


def _sum(one: Sums, other: Sums) -> Sums:
    return Sums(one.revenue + other.revenue, one.profit + other.profit)


def _sent(seat: Seat, change: Change, now: datetime) -> Sent:
    following = replace(change.document, revision=change.document.revision + 1)
    # What a file brought in stays the file's: the same file again finds it unchanged.
    return Sent(seat, following, change.entry.source, now)
