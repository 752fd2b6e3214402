"""/devices: a tablet turns the manager's code into a key of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router
from pydantic import BaseModel

from toonbank.doors.api.responses import problems
from toonbank.doors.api.schemas import Strict, Text
from toonbank.shops.enrolment import Enrolled, enrol

router = Router(tags=["devices"])


class DeviceIn(Strict):
    code: Text
    name: Text


class DeviceOut(BaseModel):
    id: int
    name: str


class ShopOut(BaseModel):
    slug: str
    name: str
    locale: str
    currency: str
    timezone: str
    cutoff_minutes: int


class EnrolledOut(BaseModel):
    """`token` is told only now."""

    token: str
    device: DeviceOut
    shop: ShopOut


@router.post("", auth=None, response={201: EnrolledOut, **problems(413, 415, 429)})
def add_device(request: HttpRequest, wanted: DeviceIn) -> HttpResponse:
    """Needs no log-in: the code is the permission, for one tablet and fifteen minutes."""
    enrolled = enrol(wanted.code, wanted.name, timezone.now())
    return JsonResponse(_told(enrolled), status=201, headers={"Cache-Control": "no-store"})


def _told(enrolled: Enrolled) -> dict[str, Any]:
    device, shop = enrolled.device, enrolled.device.token.shop
    return {
        "token": enrolled.secret,
        "device": {"id": device.pk, "name": device.token.name},
        "shop": {name: getattr(shop, name) for name in ShopOut.model_fields},
    }
