"""/me: an employee's own numbers, on the tablet after the PIN or in a browser that is logged in."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.tickets import seat_of
from toonbank.doors.own_view import own_view
from toonbank.lib.errors import Forbidden
from toonbank.shops.access import LOG, READ, Seat
from toonbank.shops.devices import device_of
from toonbank.shops.members import linked_employee
from toonbank.shops.models import Employee
from toonbank.shops.pins_proof import proven

router = Router(tags=["own numbers"])
PROOF_HEADER = "Toonbank-Employee-Proof"


class EmployeeOut(BaseModel):
    id: int
    name: str


class NumberOut(BaseModel):
    """Ready to show; `shop` is the average of everybody, null where it would tell about a colleague."""

    metric: str
    name: str
    said: str
    interval: str
    state: Literal["draft", "act", "firm"]
    reason: str
    sums: str
    shop: str | None


class OwnTicketOut(BaseModel):
    uuid: str
    time: str
    service_type: str
    status: Literal["open", "closed", "void"]
    offered: int
    bought: int


class OwnOut(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    employee: EmployeeOut
    first: str = Field(alias="from")
    last: str = Field(alias="to")
    numbers: list[NumberOut]
    today: list[OwnTicketOut]
    tip: str | None


@router.get("", auth=entrance(LOG, READ), response={200: OwnOut, **problems()})
def me(request: HttpRequest) -> HttpResponse:
    """The last four weeks and today. On a shared tablet with the header `Toonbank-Employee-Proof`."""
    employee = _employee(request, seat_of(request))
    answer: dict[str, Any] = own_view(employee, timezone.now())
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _employee(request: HttpRequest, seat: Seat) -> Employee:
    if seat.member:
        return linked_employee(seat)
    device, text = device_of(seat), request.headers.get(PROOF_HEADER, "")
    if not text:
        message = _("Your own numbers open with your PIN. Your manager can give you one on the page People.")
        raise Forbidden("proof_missing", message)
    return proven(device, text, timezone.now())
