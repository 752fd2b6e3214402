"""The first-run guide: where it begins, the two weeks in which it ends, and putting it away."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from toonbank.catalog import definitions_card
from toonbank.doors.pages.page import done, page
from toonbank.doors.pages.start_steps import BASELINE_DAYS, progress
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.guide import put_away


@require_safe
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The definitions; everything after them rests on these."""
    seat = access.seat(request, slug, access.MANAGE)
    context = {**guide(seat, "start"), "definitions": definitions_card.lines()}
    return page(request, seat, "start", context)


@require_safe
def baseline(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    return page(request, seat, "start_baseline", {**guide(seat, "start_baseline"), "days": BASELINE_DAYS})


@require_POST
def away(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    return done(request, lambda: put_away(seat.shop), reverse("today", args=[slug]))


def guide(seat: Seat, here: str) -> dict[str, Any]:
    """What every page of the guide shows: the steps, and which one this is."""
    return {"section": "start", "here": here, "progress": progress(seat.shop, timezone.now())}


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: a form in which nothing was ticked was sent all the same."""
    return request.POST if request.method == "POST" else None
