"""/pin: an employee shows on an enrolled tablet who is there, to see own numbers. Logging never needs it."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel, Field

from toonbank.doors.api.entrance import entrance
from toonbank.doors.api.responses import problems
from toonbank.doors.api.schemas import Key, Strict, Text
from toonbank.doors.api.tickets import seat_of
from toonbank.shops.access import LOG
from toonbank.shops.devices import device_of
from toonbank.shops.devices_unlock import ITERATIONS, unlock_salt, unlock_with
from toonbank.shops.models import Device, Employee
from toonbank.shops.pins import change_pin, check_pin
from toonbank.shops.pins_proof import proof

router = Router(tags=["pin"])
Pin = Annotated[str, Field(strict=True, max_length=20)]


class PinIn(Strict):
    employee: Key
    pin: Pin


class PinChangeIn(Strict):
    employee: Key
    old: Pin
    new: Pin


class ProofOut(BaseModel):
    """Send `proof` as `Toonbank-Employee-Proof`."""

    proof: str
    until: datetime


class UnlockIn(Strict):
    code: Text


class UnlockOut(BaseModel):
    """`digest` = hex of PBKDF2-HMAC-SHA-256 of the next code, 32 bytes."""

    salt: str
    iterations: int
    digest: str


class UnlockedOut(BaseModel):
    unlock: UnlockOut


@router.post("", auth=entrance(LOG), response={200: ProofOut, **problems(413, 415, 423)})
def show_pin(request: HttpRequest, shown: PinIn) -> HttpResponse:
    device, now = device_of(seat_of(request)), timezone.now()
    return _proof(device, check_pin(device, shown.employee, shown.pin, now), now)


@router.post("/change", auth=entrance(LOG), response={200: ProofOut, **problems(413, 415, 423)})
def change(request: HttpRequest, wanted: PinChangeIn) -> HttpResponse:
    """By who knows the old one; a forgotten PIN is replaced by the manager."""
    device, now = device_of(seat_of(request)), timezone.now()
    return _proof(device, change_pin(device, wanted.employee, wanted.old, wanted.new, now), now)


@router.post("/unlock", auth=entrance(LOG), response={200: UnlockedOut, **problems(413, 415, 429)})
def unlock(request: HttpRequest, wanted: UnlockIn) -> HttpResponse:
    """With the code on the manager's page, also when the tablet took it while it was offline."""
    device = unlock_with(device_of(seat_of(request)), wanted.code, timezone.now())
    return JsonResponse({"unlock": unlock_check(device)})


def unlock_check(device: Device) -> dict[str, Any]:
    """What the tablet compares a code with while it is offline."""
    return {"salt": unlock_salt(device), "iterations": ITERATIONS, "digest": device.unlock_digest}


def _proof(device: Device, employee: Employee, now: datetime) -> HttpResponse:
    made = proof(device, employee, now)
    answer = {"proof": made.text, "until": made.until.isoformat()}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})
