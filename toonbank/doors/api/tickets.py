"""/tickets: put a version of a visit, get it back, or put many at once."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_noop as _
from ninja import Router
from pydantic import BaseModel

from toonbank.doors.api.answers import saved, whole
from toonbank.doors.api.batch import answers
from toonbank.doors.api.entrance import entrance, source_of
from toonbank.doors.api.responses import problems
from toonbank.doors.api.schemas import BatchIn, BatchOut, Saved, TicketIn, TicketOut
from toonbank.doors.fitting_view import fitting_view
from toonbank.ledger.models import Ticket
from toonbank.ledger.record import record_ticket
from toonbank.ledger.sent import CREATED
from toonbank.ledger.versions import as_recorded, versions
from toonbank.lib.errors import Missing, Refused
from toonbank.lib.uuid7 import parse_ticket_uuid
from toonbank.shops.access import LOG, READ, Seat

router = Router(tags=["tickets"])


class FitOut(BaseModel):
    """`why`: why it fits or the first thing in the way; `reason` says everything in words.

    `hints` guide the counter and change no number. `rule_since`: null when always so, or without a rule.
    """

    addon: int
    name: str
    eligible: bool
    offered: bool
    why: str
    reason: str
    hints: list[str]
    rule_since: date | None


class FittingOut(BaseModel):
    """`counted` false: a voided ticket, which is no eligible ticket of anything."""

    ticket: UUID
    counted: bool
    addons: list[FitOut]


@router.post("/batch", auth=entrance(LOG), response={200: BatchOut, **problems(413, 415)})
def put_batch(request: HttpRequest, batch: BatchIn) -> HttpResponse:
    """Many tickets, each answered by itself: one that is refused never holds up the others."""
    return JsonResponse({"results": answers(seat_of(request), batch.tickets)})


@router.put("/{uuid}", auth=entrance(LOG), response={200: Saved, 201: Saved, **problems(409, 413, 415)})
def put_ticket(request: HttpRequest, uuid: str, ticket: TicketIn) -> HttpResponse:
    """Store one version. Sending it again, in any order and any number of times, changes nothing."""
    seat = seat_of(request)
    recorded = record_ticket(seat, ticket.to_document(parse_ticket_uuid(uuid)), source_of(seat))
    return JsonResponse(saved(recorded), status=201 if recorded.result == CREATED else 200)


@router.get("/{uuid}", auth=entrance(LOG, READ), response={200: TicketOut, **problems()})
def get_ticket(request: HttpRequest, uuid: str) -> HttpResponse:
    """The version that stands, and when and by whom each version was sent."""
    nothing = Missing("not_found", _("There is nothing here."))
    try:
        key = parse_ticket_uuid(uuid)
    except Refused:
        raise nothing from None
    entries = list(versions(seat_of(request).shop, key).select_related("token", "member__employee"))
    if not entries:
        raise nothing
    return JsonResponse(whole(as_recorded(entries[-1]), entries))


@router.get("/{uuid}/eligible", auth=entrance(READ), response={200: FittingOut, **problems()})
def get_eligible(request: HttpRequest, uuid: str) -> HttpResponse:
    """Which add-ons fitted this visit by the rules of its day, and why the others did not."""
    seat = seat_of(request)
    try:
        found = Ticket.objects.filter(shop=seat.shop, uuid=parse_ticket_uuid(uuid)).first()
    except Refused:
        found = None
    if found is None:
        raise Missing("not_found", _("There is nothing here."))
    told = {"ticket": str(found.uuid), "counted": bool(found.counted)}
    return JsonResponse({**told, "addons": fitting_view(seat.shop, found)})


def seat_of(request: HttpRequest) -> Seat:
    return cast(Seat, cast(Any, request).auth)
