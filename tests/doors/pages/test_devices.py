"""Tablets on the screen: a code to connect one, unlocking, stopping."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.tablets import tablet
from tests.world import World
from toonbank.doors.pages.devices_qr import qr_path
from toonbank.lib.errors import Forbidden
from toonbank.shops import pins
from toonbank.shops.devices_unlock import unlock_code
from toonbank.shops.models import Device, PinTry


def locked(world: World) -> Device:
    device = tablet(world.shop, now=timezone.now()).device
    for _turn in range(pins.MOST_TRIES):
        with pytest.raises(Forbidden):
            pins.check_pin(device, world.employees["sam"].pk, "7316", timezone.now())
    device.refresh_from_db()
    return device


def test_a_code_is_shown_once_as_text_and_as_a_picture(world: World) -> None:
    client = world.client("manager")
    response = client.post("/utrecht/devices/")
    code, page = response.context["code"], response.content.decode()
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    assert code in page
    drawn = qr_path(f"http://testserver/counter/#enrol={code.replace('-', '')}")
    assert drawn.path in page
    assert "http://testserver/counter/" in page
    assert code not in client.get("/utrecht/devices/").content.decode()
    body = {"code": code, "name": "Door"}
    assert Client().post("/api/v1/devices", body, content_type="application/json").status_code == 201
    assert "Door" in client.get("/utrecht/devices/").content.decode()


@pytest.mark.parametrize(
    ("host", "only_here"), [("localhost:8000", True), ("127.0.0.1", True), ("testserver:8443", False)]
)
def test_an_address_no_tablet_can_reach_is_said(world: World, host: str, only_here: bool) -> None:
    response = world.client("manager").post("/utrecht/devices/", headers={"host": host})
    assert (response.context["place"], response.context["only_here"]) == (
        f"http://{host}/counter/",
        only_here,
    )


def test_the_picture_has_a_quiet_zone_and_three_corners() -> None:
    drawn = qr_path("http://192.168.1.10:8000/counter/#enrol=K7QM2XPA")
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.path)}
    side = drawn.size - 8
    assert {min(x for x, _y in dark), min(y for _x, y in dark)} == {4}
    eye = {(x, y) for x in range(7) for y in range(7) if x in (0, 6) or y in (0, 6)}
    corners = [(4, 4), (4 + side - 7, 4), (4, 4 + side - 7)]
    assert [{(x + left, y + top) for x, y in eye} <= dark for left, top in corners] == [True] * 3


def test_a_lock_is_told_and_taken_away(world: World) -> None:
    device, client = locked(world), world.client("manager")
    page = client.get("/utrecht/devices/").content.decode()
    code = unlock_code(device)
    assert f"{code[:4]}-{code[4:]}" in page
    assert client.get("/utrecht/people/").context["locked"] is True
    assert client.post(f"/utrecht/devices/{device.pk}/unlock/").status_code == 302
    device.refresh_from_db()
    assert (device.locked_at, device.unlocks, PinTry.objects.count()) == (None, 1, 0)
    assert client.get("/utrecht/people/").context["locked"] is False
    assert f"{code[:4]}-{code[4:]}" not in client.get("/utrecht/devices/").content.decode()


def test_wrong_pins_of_the_last_day_are_counted(world: World) -> None:
    device = tablet(world.shop).device
    for hours in (1, 23, 25):
        at = timezone.now() - timedelta(hours=hours)
        PinTry.objects.create(device=device, employee=1, tried_at=at)
    (row,) = world.client("manager").get("/utrecht/devices/").context["devices"]
    assert row["wrong"] == 2


def test_one_click_stops_a_tablet(world: World) -> None:
    here = tablet(world.shop)
    client = world.client("manager")
    assert here("GET", "catalog").status_code == 200
    client.post(f"/utrecht/devices/{here.device.pk}/revoke/")
    assert here("GET", "catalog").status_code == 401
    assert client.get("/utrecht/devices/").context["devices"] == []


def test_a_till_is_no_tablet_and_a_tablet_no_till(world: World) -> None:
    device = tablet(world.shop).device
    world.token("log")
    till = world.shop.tokens.get(device=None)
    client = world.client("owner")
    answers = [client.post(f"/utrecht/devices/{till.pk}/{act}/").status_code for act in ("revoke", "unlock")]
    assert answers == [404, 404]
    shown = [token for token, *_rest in client.get("/utrecht/people/tokens/").context["tokens"]]
    assert (shown, device.token in shown) == ([till], False)
