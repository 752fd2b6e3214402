"""Money and days as a shop's owner reads them."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from toonbank.catalog.models import ALWAYS
from toonbank.doors.day_words import day_said
from toonbank.lib.money import format_cents
from toonbank.lib.periods import business_day, day_int
from toonbank.shops.models import Shop


def today(shop: Shop) -> int:
    """The shop's own business day."""
    return day_of(shop, timezone.now())


def day_of(shop: Shop, at: datetime) -> int:
    return day_int(business_day(at, shop.timezone, shop.cutoff_minutes))


def money(shop: Shop, cents: int | None) -> str:
    return gettext("unknown") if cents is None else format_cents(cents, shop.currency, shop.locale)


def day(shop: Shop, number: int | None) -> str:
    if number is None:
        return gettext("not in use")
    if number == ALWAYS:
        return gettext("always")
    return day_said(number, shop.locale)


def moment(shop: Shop, at: datetime) -> str:
    return day(shop, day_of(shop, at))
