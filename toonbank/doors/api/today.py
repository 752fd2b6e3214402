"""/tickets as a whole: what the counter keeps at hand, and what the server lacks after a restore."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, Field

from toonbank.doors.api.answers import outgoing, sender
from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.schemas import DocumentOut, Strict, Text
from toonbank.doors.api.tickets import seat_of
from toonbank.ledger.at_hand import AtHand, at_hand, known_versions
from toonbank.ledger.checked import MAX_REVISION
from toonbank.lib.errors import Refused
from toonbank.lib.periods import business_day, day_from_int, day_int
from toonbank.lib.uuid7 import parse_ticket_uuid
from toonbank.shops.access import LOG

router = Router(tags=["tickets"])


class TodayIn(Strict):
    """One of both, or neither for both."""

    day: Literal["today"] | None = None
    status: Literal["open"] | None = None


class AtHandOut(BaseModel):
    ticket: DocumentOut
    day: date
    received_at: datetime
    logged_by: str
    pending: bool
    may_correct: bool


class TodayOut(BaseModel):
    day: date
    server_time: datetime
    tickets: list[AtHandOut]


class VersionIn(Strict):
    uuid: Text
    revision: Annotated[int, Field(strict=True, ge=1, le=MAX_REVISION)]


class KnownIn(Strict):
    tickets: Annotated[list[VersionIn], Field(max_length=2000)]


class KnownOut(BaseModel):
    missing: list[str]


@router.get("", auth=entrance(LOG), response={200: TodayOut, **problems()})
def list_tickets(request: HttpRequest, asked: Query[TodayIn]) -> HttpResponse:
    """Today's tickets of the shop, voided ones as well, and those that are not finished yet; newest first."""
    seat, now = seat_of(request), timezone.now()
    today = day_int(business_day(now, seat.shop.timezone, seat.shop.cutoff_minutes))
    of_today, unfinished = bool(asked.day or not asked.status), bool(asked.status or not asked.day)
    found = at_hand(seat, today, of_today, unfinished)
    day, server_time = day_from_int(today).isoformat(), now.isoformat()
    return JsonResponse({"day": day, "server_time": server_time, "tickets": [_told(one) for one in found]})


@router.post("/known", auth=entrance(LOG), response={200: KnownOut, **problems(413, 415)})
def known(request: HttpRequest, asked: KnownIn) -> HttpResponse:
    """Which of these versions the server lacks: after a restore the tablets send those again."""
    uuids = {one.uuid: _uuid(one.uuid) for one in asked.tickets}
    here = known_versions(seat_of(request).shop, filter(None, uuids.values()))
    lacking = (one.uuid for one in asked.tickets if (uuids[one.uuid], one.revision) not in here)
    return JsonResponse({"missing": list(dict.fromkeys(lacking))})


def _uuid(text: str) -> UUID | None:
    """One that is no key is not here either: sent again it gets an answer of its own."""
    try:
        return parse_ticket_uuid(text)
    except Refused:
        return None


def _told(one: AtHand) -> dict[str, object]:
    return {
        "ticket": outgoing(one.recorded.document),
        "day": day_from_int(one.recorded.facts["day"]).isoformat(),
        "received_at": one.recorded.received_at.isoformat(),
        "logged_by": sender(one.first),
        "pending": one.pending,
        "may_correct": one.may_correct,
    }
