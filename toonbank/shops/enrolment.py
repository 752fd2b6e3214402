"""A tablet becomes a device of the shop with a code from the manager: for fifteen minutes and one tablet."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop as _

from toonbank.lib import short_code
from toonbank.lib.errors import Forbidden
from toonbank.shops.access import LOG
from toonbank.shops.devices_unlock import with_unlock_code
from toonbank.shops.models import Device, Enrolment, Shop, User
from toonbank.shops.names import named
from toonbank.shops.tokens import MAX_NAME, issue
from toonbank.shops.wrong_codes import guarded

VALID = timedelta(minutes=15)


class Enrolled(NamedTuple):
    """The secret is told once, to the tablet itself."""

    device: Device
    secret: str


def new_code(shop: Shop, user: User | None, now: datetime) -> str:
    """A new one takes the place of one that nobody used yet."""
    code = short_code.fresh()
    with transaction.atomic():
        Enrolment.objects.filter(shop=shop, used_at=None).delete()
        Enrolment.objects.create(shop=shop, digest=_digest(code), created_by=user, expires_at=now + VALID)
    return code


def enrol(typed: str, name: str, now: datetime) -> Enrolled:
    # The name first: what is wrong with it must not tell whether the code is right.
    name = named(name, MAX_NAME, "name").name
    with guarded("enrol", now), transaction.atomic():
        enrolment = _used(typed, now)
        token, secret = issue(enrolment.shop, name, [LOG], enrolment.created_by)
        device = Device.objects.create(token=token, last_seen_at=now)
    # Slow on purpose, so not while others wait to write.
    return Enrolled(with_unlock_code(device), secret)


def _used(typed: str, now: datetime) -> Enrolment:
    code = Enrolment.objects.filter(digest=_digest(short_code.typed(typed)))
    # One conditional update: of two tablets with the same code only one finds it unused.
    if not code.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        raise Forbidden("code_wrong", _("This code is not right, or was used before, or is too old."))
    return code.select_related("shop", "created_by").get()


def _digest(code: str) -> str:
    # Keyed: a copy of the database is not enough to try all codes against it.
    return salted_hmac("toonbank.enrol", code, settings.SECRET_KEY, algorithm="sha256").hexdigest()
