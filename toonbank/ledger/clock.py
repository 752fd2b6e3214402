"""When a visit really was: devices' clocks lie, so what they say is held against the server's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from toonbank.ledger.document import Document
from toonbank.ledger.models import Source, Ticket
from toonbank.lib.periods import business_day, day_int, month_int, week_int, weekday
from toonbank.shops.models import Shop

TOLERATED = timedelta(minutes=2)
LONGEST_QUEUE = timedelta(days=400)


@dataclass(frozen=True)
class Visit:
    """The instant in UTC, whether the device's word had to be corrected, and the shop's own calendar."""

    occurred_at: datetime
    clock_corrected: int
    day: int
    week: int
    month: int
    weekday: int

    def facts(self) -> dict[str, Any]:
        return {**self.__dict__, "occurred_at": self.occurred_at.isoformat()}


def visit(shop: Shop, document: Document, received: datetime, source: str) -> Visit:
    """For the first version of a ticket. A file speaks of the past and is taken at its word."""
    at = document.started_at if source == Source.IMPORT else _occurred(document, received)
    return _visit(shop, at, corrected=at != document.started_at)


def same_visit(ticket: Ticket) -> Visit:
    """For later versions: neither a correction nor a new time zone of the shop moves a visit."""
    return Visit(
        ticket.occurred_at, ticket.clock_corrected, ticket.day, ticket.week, ticket.month, ticket.weekday
    )


def day_of_change(shop: Shop, ticket: Ticket, document: Document, received: datetime) -> int:
    """The shop's day on which the device made this version, its clock's error taken off."""
    if document.changed_at is None:
        return _visit(shop, received).day
    return _visit(shop, ticket.occurred_at + (document.changed_at - document.started_at)).day


def _occurred(document: Document, received: datetime) -> datetime:
    """A monotonic age beats the wall clock; else the clock's error, measured at sending, is taken off."""
    claimed = at = document.started_at
    if document.age_ms is not None:
        at = received - timedelta(milliseconds=document.age_ms)
    elif document.sent_at is not None:
        at = claimed + (received - document.sent_at)
    if abs(at - claimed) <= TOLERATED:
        at = claimed
    return at if received - LONGEST_QUEUE <= at <= received + TOLERATED else received


def _visit(shop: Shop, at: datetime, corrected: bool = False) -> Visit:
    day = business_day(at, shop.timezone, shop.cutoff_minutes)
    return Visit(at, int(corrected), day_int(day), week_int(day), month_int(day), weekday(day))
