"""Who calls: a machine with a key, or the counter's page in a browser that is logged in."""

import re

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from toonbank.doors.api.problems import Unauthenticated
from toonbank.ledger.models import Source
from toonbank.lib.errors import Forbidden, Missing, Refused
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.devices import seen

SHOP_HEADER = "Toonbank-Shop"


class Bearer(AuthBase):
    """`Authorization: Bearer …`: the key of one shop."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, *needs: str) -> None:
        self.needs = needs
        super().__init__()

    def __call__(self, request: HttpRequest) -> Seat | None:
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _space, secret = header.partition(" ")
        seat = access.token_seat(secret.strip()) if scheme.lower() == "bearer" else None
        if seat is None:
            raise Unauthenticated
        if request.headers.get(SHOP_HEADER, seat.shop.slug) != seat.shop.slug:
            raise Missing("not_found", _("There is nothing here."))
        if seat.device:
            seen(seat.device, timezone.now())
        return seat.require(*self.needs)


class Browser(AuthBase):
    """The session cookie with `Toonbank-Shop: slug` and, on writing, `X-CSRFToken`."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"

    def __init__(self, *needs: str) -> None:
        self.needs = needs
        super().__init__()

    def __call__(self, request: HttpRequest) -> Seat | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise Forbidden("csrf_failed", _("This page is too old; load it again. Nothing is lost."))
        slug = request.headers.get(SHOP_HEADER, "")
        if not slug:
            message = _("Say which shop in the header {header}.")
            raise Refused("shop_missing", message, field=SHOP_HEADER, header=SHOP_HEADER)
        # No slug of a shop looks otherwise, and no database has to be asked about this one.
        if not re.fullmatch(r"[-a-zA-Z0-9_]{1,60}", slug):
            raise Missing("not_found", _("There is nothing here."))
        return access.seat(request, slug, *self.needs)


def entrance(*needs: str) -> list[AuthBase]:
    """For whoever may do one of these things in the shop."""
    return [Bearer(*needs), Browser(*needs)]


def source_of(seat: Seat) -> str:
    machine = seat.token is not None and seat.device is None
    return Source.API.value if machine else Source.COUNTER.value
