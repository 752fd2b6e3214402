"""When a visit really was: devices' clocks lie, so what they say is held against the server's."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from toonbank.ledger.document import Document
from toonbank.lib.periods import business_day, day_int, month_int, week_int, weekday
from toonbank.shops.models import Shop

TOLERATED = timedelta(minutes=2)
LONGEST_QUEUE = timedelta(days=400)


@dataclass(frozen=True)
class Occurred:
    at: datetime
    corrected: bool


def occurred(document: Document, received: datetime) -> Occurred:
    """The instant in UTC, and whether the device's word had to be corrected.

    A monotonic age beats the wall clock; without one, the clock's error measured at sending is taken off.
    """
    claimed = document.started_at.astimezone(UTC)
    if document.age_ms is not None:
        at = received - timedelta(milliseconds=document.age_ms)
    elif document.sent_at is not None:
        at = claimed + (received - document.sent_at.astimezone(UTC))
    else:
        at = claimed
    if abs(at - claimed) <= TOLERATED:
        at = claimed
    if not received - LONGEST_QUEUE <= at <= received + TOLERATED:
        at = received
    return Occurred(at, corrected=at != claimed)


def calendar(shop: Shop, at: datetime) -> dict[str, int]:
    """The shop's own day, ISO week, month and weekday of an instant, as the columns that store them."""
    day = business_day(at, shop.timezone, shop.cutoff_minutes)
    return {"day": day_int(day), "week": week_int(day), "month": month_int(day), "weekday": weekday(day)}
