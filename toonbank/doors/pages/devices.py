"""The shop's tablets: connected with a code, unlocked after too many wrong PINs, stopped when lost."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.pages.devices_qr import qr_path
from toonbank.doors.pages.page import done, page
from toonbank.lib import short_code
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.devices import devices
from toonbank.shops.devices_unlock import unlock as unlock_device
from toonbank.shops.devices_unlock import unlock_code
from toonbank.shops.enrolment import VALID, new_code
from toonbank.shops.models import Device, Token
from toonbank.shops.tokens import revoke as revoke_token

RECENT = timedelta(days=1)
ONLY_HERE = ("localhost", "127.0.0.1", "[::1]")


@never_cache
@require_http_methods(["GET", "POST"])
def device_list(request: HttpRequest, slug: str) -> HttpResponse:
    """A code is shown in the answer itself, once: only its digest is stored."""
    seat, now = access.seat(request, slug, access.MANAGE), timezone.now()
    fresh = _fresh(request, seat, now) if request.method == "POST" else {}
    rows = [_row(device, now) for device in devices(seat.shop)]
    context = {"section": "people", "part": "devices", "devices": rows, **fresh}
    return page(request, seat, "devices", context)


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = _own(seat, pk)
    return done(request, lambda: revoke_token(found, timezone.now()), reverse("devices", args=[slug]))


@require_POST
def unlock(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    found = _own(seat, pk)
    return done(request, lambda: unlock_device(found.device), reverse("devices", args=[slug]))


def _own(seat: Seat, pk: int) -> Token:
    return access.own(seat, Token, pk=pk, device__isnull=False)


def _fresh(request: HttpRequest, seat: Seat, now: datetime) -> dict[str, Any]:
    code = new_code(seat.shop, seat.member.user if seat.member else None, now)
    # Behind the #, so that it comes into no log on the way.
    address = request.build_absolute_uri(f"/counter/#enrol={code}")
    minutes = round(VALID.total_seconds() / 60)
    place = request.build_absolute_uri("/counter/")
    return {
        "code": short_code.shown(code),
        "qr": qr_path(address),
        "place": place,
        "minutes": minutes,
        "only_here": request.get_host().rsplit(":", 1)[0] in ONLY_HERE,
    }


def _row(device: Device, now: datetime) -> dict[str, Any]:
    # Whoever enrolled was seen at that moment.
    seen = timesince(device.last_seen_at or now, now, depth=1)
    return {
        "device": device,
        "seen": gettext("seen {time} ago").format(time=seen),
        "wrong": device.pin_tries.filter(tried_at__gt=now - RECENT).count(),
        "code": short_code.shown(unlock_code(device)),
    }
