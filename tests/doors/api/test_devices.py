"""POST /devices and what a tablet may do with its key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.tablets import tablet
from tests.world import NOW, World
from toonbank.ledger.models import Entry
from toonbank.lib import short_code
from toonbank.shops.enrolment import new_code
from toonbank.shops.models import Device, Enrolment, Token
from toonbank.shops.tokens import revoke

KEY = "01931b1e-8a00-7000-8000-000000000001"
LONG_AGO = NOW - timedelta(days=1)


def send(code: Any, name: Any = "Tablet at the door", **more: Any) -> HttpResponse:
    body = {"code": code, "name": name, **more}
    headers = {"Accept-Language": "en"}
    return Client().post("/api/v1/devices", body, content_type="application/json", headers=headers)


def ticket(**fields: Any) -> dict[str, Any]:
    return {"revision": 1, "started_at": NOW.isoformat(), **fields}


def test_a_code_becomes_a_key_once(world: World) -> None:
    code = new_code(world.shop, world.users["manager"], NOW)
    answer = send(short_code.shown(code).lower())
    device = Device.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "token": answer.json()["token"],
        "device": {"id": device.pk, "name": "Tablet at the door"},
        "shop": {
            "slug": "utrecht",
            "name": "Fix & Go Utrecht",
            "locale": "nl",
            "currency": "EUR",
            "timezone": "Europe/Amsterdam",
            "cutoff_minutes": 240,
        },
    }
    assert (device.token.scopes, device.token.created_by) == ("log", world.users["manager"])
    again = send(code)
    assert (again.status_code, again.json()["code"], Device.objects.count()) == (403, "code_wrong", 1)


def test_the_code_and_the_key_are_stored_nowhere(world: World) -> None:
    code = new_code(world.shop, None, NOW)
    secret = send(code).json()["token"]
    stored = str([list(model.objects.values()) for model in (Enrolment, Token, Device)])
    assert (code in stored, secret in stored) == (False, False)


def test_a_code_that_is_too_old_or_replaced_is_wrong(world: World) -> None:
    old = new_code(world.neighbour, None, NOW - timedelta(minutes=15))
    replaced = new_code(world.shop, None, NOW)
    new_code(world.shop, None, NOW)
    assert [send(code).status_code for code in (old, replaced, "", "x" * 300, "AAAA-AAAA")] == [403] * 5


@pytest.mark.parametrize(
    ("code", "name", "more", "field"),
    [
        ("AAAA-AAAA", "", {}, "name"),
        ("AAAA-AAAA", "Jan 06 12345678", {}, "name"),
        ("AAAA-AAAA", 5, {}, "name"),
        (5, "Tablet", {}, "code"),
        ("AAAA-AAAA", "Tablet", {"scopes": "manage"}, "scopes"),
        ("AAAA-AAAA", "Tablet", {"shop": "utrecht"}, "shop"),
    ],
)
def test_what_is_wrong_is_said_before_the_code_is_looked_at(
    world: World, code: Any, name: Any, more: dict[str, Any], field: str
) -> None:
    answer = send(code, name, **more)
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_guessing_stops_after_twenty_in_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    code = new_code(world.shop, None, NOW)
    assert [send("AAAA-AAAA").status_code for _guess in range(22)] == [403] * 20 + [429] * 2
    right = send(code)
    assert (right.status_code, right.headers["Retry-After"], Device.objects.count()) == (429, "60", 0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(minutes=1))
    assert send(code).status_code == 201


def test_right_codes_are_not_counted(world: World) -> None:
    found = [send(new_code(world.shop, None, NOW)).status_code for _tablet in range(22)]
    assert found == [201] * 22


def test_a_form_of_another_site_enrols_nothing(world: World) -> None:
    code = new_code(world.shop, None, NOW)
    sent = Client().post("/api/v1/devices", f'{{"code": "{code}", "name": "x"}}', content_type="text/plain")
    assert (sent.status_code, Device.objects.count()) == (415, 0)


def test_a_tablet_may_log_and_read_the_list_and_nothing_else(world: World) -> None:
    here = tablet(world.shop)
    may = [
        here("PUT", f"tickets/{KEY}", ticket()),
        here("GET", f"tickets/{KEY}"),
        here("POST", "tickets/batch", {"tickets": []}),
        here("GET", "tickets"),
        here("POST", "tickets/known", {"tickets": []}),
        here("GET", "catalog"),
    ]
    assert [answer.status_code for answer in may] == [201, 200, 200, 200, 200, 200]
    assert [here("GET", f"ask?metric={metric}").status_code for metric in ("tickets", "x")] == [403, 403]
    assert Entry.objects.get().source == "counter"
    pages = [f"/utrecht/{page}" for page in ("", "week/", "people/", "devices/", "me/")]
    found = [Client().get(page, headers={"Authorization": f"Bearer {here.secret}"}) for page in pages]
    assert [answer.headers["Location"].split("?")[0] for answer in found] == ["/accounts/login/"] * 5


def test_a_tablet_of_another_shop_finds_nothing(world: World) -> None:
    tablet(world.shop)("PUT", f"tickets/{KEY}", ticket())
    theirs = tablet(world.neighbour)
    assert theirs("GET", f"tickets/{KEY}").status_code == 404
    assert theirs("GET", "tickets").json()["tickets"] == []
    asked = {"tickets": [{"uuid": KEY, "revision": 1}]}
    assert theirs("POST", "tickets/known", asked).json() == {"missing": [KEY]}
    assert theirs("GET", "catalog", **{"Toonbank-Shop": "utrecht"}).status_code == 404
    assert theirs("GET", "catalog").json()["shop"] == "bike-barn"


def test_a_revoked_tablet_is_out_at_once_and_the_others_stay(world: World) -> None:
    lost, other = tablet(world.shop, "Lost"), tablet(world.shop, "Other")
    revoke(lost.device.token, NOW)
    calls = [("PUT", f"tickets/{KEY}", ticket()), ("GET", "catalog", None), ("GET", "tickets", None)]
    assert [lost(*call).status_code for call in calls] == [401, 401, 401]
    assert [other(*call).status_code for call in calls] == [201, 200, 200]


def test_it_is_seen_at_most_once_a_minute(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tablet(world.shop, now=NOW)
    seen = []
    for seconds in (30, 59, 60, 90, 130):
        monkeypatch.setattr("django.utils.timezone.now", lambda at=seconds: NOW + timedelta(seconds=at))
        here("GET", "catalog")
        moment = Device.objects.get().last_seen_at
        assert moment is not None
        seen.append(round((moment - NOW).total_seconds()))
    assert seen == [0, 0, 60, 60, 120 + 10]
