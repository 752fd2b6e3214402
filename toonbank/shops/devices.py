"""Shared tablets: which there are, when each was last heard of, and stopping one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Busy, Forbidden
from toonbank.shops.access import Seat
from toonbank.shops.models import Device, Shop

SEEN_AGAIN = timedelta(minutes=1)


def devices(shop: Shop) -> QuerySet[Device]:
    """Those that still get in, by name."""
    found = Device.objects.filter(token__shop=shop, token__revoked_at=None)
    return found.select_related("token").order_by("token__name", "pk")


def locked(shop: Shop) -> QuerySet[Device]:
    return devices(shop).exclude(locked_at=None)


def device_of(seat: Seat) -> Device:
    """For what only an enrolled tablet may ask."""
    if seat.device is None:
        raise Forbidden("device_only", _("This only works on a tablet that your manager has connected."))
    return seat.device


def seen(device: Device, now: datetime) -> None:
    """At most one write a minute; never a reason to turn a tablet away."""
    if device.last_seen_at and now - device.last_seen_at < SEEN_AGAIN:
        return
    before = Q(last_seen_at=None) | Q(last_seen_at__lte=now - SEEN_AGAIN)
    with _harmless():
        Device.objects.filter(before, pk=device.pk).update(last_seen_at=now)


@contextmanager
def _harmless() -> Iterator[None]:
    try:
        yield
    except (Busy, DatabaseError):
        return
