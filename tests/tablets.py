"""An enrolled tablet, and what it sends."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.world import NOW
from toonbank.shops.enrolment import enrol, new_code
from toonbank.shops.models import Device, Shop


@dataclass
class Tablet:
    device: Device
    secret: str

    def __call__(self, method: str, address: str, body: Any = None, **headers: str) -> HttpResponse:
        known = {"Accept-Language": "en", "Authorization": f"Bearer {self.secret}", **headers}
        data = "" if body is None else json.dumps(body)
        client = Client(raise_request_exception=False)
        return client.generic(
            method, f"/api/v1/{address}", data, content_type="application/json", headers=known
        )


def tablet(shop: Shop, name: str = "Tablet at the door", now: datetime = NOW) -> Tablet:
    """As the manager and the tablet do it."""
    enrolled = enrol(new_code(shop, None, now), name, now)
    return Tablet(enrolled.device, enrolled.secret)
