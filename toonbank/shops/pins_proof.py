"""Proof that someone's PIN was right on this tablet a short while ago; signed, so nothing of it is stored."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Forbidden
from toonbank.shops.models import Device, Employee

VALID = timedelta(hours=12)
SALT = "toonbank.pin"


class Proof(NamedTuple):
    text: str
    until: datetime


def proof(device: Device, employee: Employee, now: datetime) -> Proof:
    until = (now + VALID).replace(microsecond=0)
    content = [device.pk, employee.pk, int(until.timestamp()), _trace(employee)]
    return Proof(Signer(salt=SALT).sign_object(content), until)


def proven(device: Device, text: str, now: datetime) -> Employee:
    """Whose PIN it was. Worth nothing on another tablet, after twelve hours, or once the PIN is another."""
    try:
        content = Signer(salt=SALT).unsign_object(text)
    except (BadSignature, ValueError):
        raise _invalid() from None
    on, employee, until, trace = content
    if on != device.pk or now >= datetime.fromtimestamp(until, UTC):
        raise _invalid()
    found = Employee.objects.filter(shop=device.token.shop_id, pk=employee, left_at=None).first()
    if found is None or not found.pin or _trace(found) != trace:
        raise _invalid()
    return found


def _trace(employee: Employee) -> str:
    return hashlib.sha256(employee.pin.encode()).hexdigest()[:16]


def _invalid() -> Forbidden:
    return Forbidden("proof_invalid", _("Fill in your PIN again."))
