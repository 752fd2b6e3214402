"""A locked tablet opened by its manager: from his page, or with a code when the tablet has no network.

Each device has one code at a time. It is not stored: it follows from the installation's secret and the
number of unlocks so far, so the manager's page can show it and a copy of the database cannot. The tablet has
its slow digest beforehand and compares while it is offline.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_noop as _

from toonbank.lib import short_code
from toonbank.lib.errors import Forbidden
from toonbank.shops.models import Device
from toonbank.shops.wrong_codes import guarded

ITERATIONS = 200_000


def unlock(device: Device) -> Device:
    """Every wrong PIN is forgotten and the code changes, also when nothing was locked."""
    fresh = _digest(device.pk, device.unlocks + 1)
    with transaction.atomic():
        now_in_force = Device.objects.filter(pk=device.pk, unlocks=device.unlocks)
        # Two unlocks at once are one.
        if now_in_force.update(unlocks=F("unlocks") + 1, unlock_digest=fresh, locked_at=None):
            device.pin_tries.all().delete()
    device.refresh_from_db()
    return device


def unlock_with(device: Device, typed: str, now: datetime) -> Device:
    with guarded(f"unlock {device.pk}", now):
        if not constant_time_compare(short_code.typed(typed), unlock_code(device)):
            raise Forbidden("code_wrong", _("This code is not right, or was used before."))
    return unlock(device)


def unlock_code(device: Device) -> str:
    return _code(device.pk, device.unlocks)


def unlock_salt(device: Device) -> str:
    return _salt(device.pk, device.unlocks)


def with_unlock_code(device: Device) -> Device:
    """For a device that was just made."""
    device.unlock_digest = _digest(device.pk, device.unlocks)
    device.save(update_fields=["unlock_digest"])
    return device


def _digest(pk: int, number: int) -> str:
    # Slow, because whoever holds the tablet can read it there and try codes as long as he likes.
    code, salt = _code(pk, number).encode(), _salt(pk, number).encode()
    return hashlib.pbkdf2_hmac("sha256", code, salt, ITERATIONS).hex()


def _code(pk: int, number: int) -> str:
    secret = salted_hmac("toonbank.unlock", f"{pk}:{number}", settings.SECRET_KEY, algorithm="sha256")
    return short_code.from_digest(secret.digest())


def _salt(pk: int, number: int) -> str:
    return f"toonbank-unlock:{pk}:{number}"
