"""How many receipts the till made on a day: filled in by hand, so that coverage can be known."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toonbank.ledger.models import TillCount
from toonbank.lib.errors import Refused
from toonbank.lib.periods import business_day, day_from_int
from toonbank.shops.access import Seat

MOST = 10_000


def set_till_count(seat: Seat, day: int, receipts: int, now: datetime | None = None) -> TillCount:
    """Of a business day that has begun; said again it is corrected. 0 means the shop was closed."""
    at = now or timezone.now()
    if isinstance(receipts, bool) or not isinstance(receipts, int) or not 0 <= receipts <= MOST:
        raise Refused("receipts_invalid", _("Fill in a number from 0 to 10,000."), field="receipts")
    if day_from_int(day) > business_day(at, seat.shop.timezone, seat.shop.cutoff_minutes):
        raise Refused("day_to_come", _("That day has not come yet."), field="day")
    with transaction.atomic():
        counted, _created = TillCount.objects.update_or_create(
            shop=seat.shop,
            day=day,
            defaults={"receipts": receipts, "counted_at": at, "counted_by": seat.member},
        )
    return counted


def counted_days(shop_id: int, first: int, last: int) -> dict[int, int]:
    """Receipts by day, of the days that were counted."""
    rows = TillCount.objects.filter(shop=shop_id, day__range=(first, last))
    return dict(rows.values_list("day", "receipts"))
