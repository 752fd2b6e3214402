"""Tickets as a file tells them: with names where the shop has keys."""

import datetime
from dataclasses import dataclass, field

from toonbank.catalog.names import AddonName
from toonbank.shops.names import Named


@dataclass(slots=True)
class OfferDraft:
    """Empty texts and None are what the file left out. `script` is a wording or a version number."""

    line: int
    addon: AddonName
    outcome: str
    kind: str = ""
    asked_by: str = ""
    reason: str = ""
    moment: str = ""
    quantity: int = 1
    unit_price: int | None = None
    discount: int = 0
    unit_cost: int | None = None
    script: Named | int | None = None
    employee: Named | None = None


@dataclass(slots=True)
class TicketDraft:
    """What must be the same on all lines of a ticket, and its offers. Customers are hashed by now."""

    key: str
    line: int
    day: datetime.date
    time: datetime.time | None = None
    service_type: Named | None = None
    receipt: str = ""
    ticket_total: int | None = None
    customer: str = ""
    employee: Named | None = None
    offers: list[OfferDraft] = field(default_factory=list)


def same(one: object, other: object) -> bool:
    """Names are the same when a reader takes them for the same."""
    return getattr(one, "key", one) == getattr(other, "key", other)
