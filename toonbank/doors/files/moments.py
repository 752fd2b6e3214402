"""When a visit in a file was: the file speaks in the shop's own time."""

from datetime import datetime, time

from toonbank.doors.files.drafts import TicketDraft
from toonbank.lib.periods import business_day, day_int, local_exists, local_instant
from toonbank.shops.models import Shop

NOON = time(12)


def instant(shop: Shop, ticket: TicketDraft) -> datetime:
    """Noon when the file gives no time: that is the same day wherever the shop ends its day."""
    return local_instant(ticket.day, ticket.time or NOON, shop.timezone)


def business_day_of(shop: Shop, ticket: TicketDraft) -> int:
    return day_int(business_day(instant(shop, ticket), shop.timezone, shop.cutoff_minutes))


def skipped(shop: Shop, ticket: TicketDraft) -> bool:
    """A time the clocks jumped over that night; it is moved on by the hour they jumped."""
    return ticket.time is not None and not local_exists(ticket.day, ticket.time, shop.timezone)
