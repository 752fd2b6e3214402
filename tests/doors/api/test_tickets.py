"""PUT and GET /tickets/{uuid}: works, repeats, refuses, and says nothing of what is not the caller's."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.world import NOW, World
from toonbank.catalog.addons import archive
from toonbank.ledger.models import Entry, Ticket
from toonbank.shops.models import Token
from toonbank.shops.tokens import revoke

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call

Body = Callable[..., dict[str, Any]]
KEY = "01931b1e-8a00-7000-8000-000000000001"
PUT = f"tickets/{KEY}"


def test_created_the_same_corrected_and_late(call: Call, body: Body) -> None:
    first, second = body("glass", "case"), body("glass", revision=2)
    answers = [call("PUT", PUT, ticket) for ticket in (first, first, second, first)]
    assert [(one.status_code, one.json()["result"], one.json()["revision"]) for one in answers] == [
        (201, "created", 1),
        (200, "same", 1),
        (200, "corrected", 2),
        (200, "same", 2),
    ]
    assert answers[0].json() == {
        "uuid": KEY,
        "revision": 1,
        "result": "created",
        "status": "closed",
        "day": "2026-11-22",
        "flags": [],
        "received_at": "2026-11-22T13:30:00+00:00",
    }


def test_get_gives_what_can_be_sent_again(world: World, call: Call, body: Body) -> None:
    call("PUT", PUT, body("glass"))
    whole = call("GET", PUT).json()
    assert whole["prices"] == [{"addon": world.addons["glass"].pk, "unit_price": 2000}]
    assert whole["versions"] == [
        {"revision": 1, "received_at": "2026-11-22T13:30:00+00:00", "by": "Till", "source": "api"}
    ]
    ticket = {name: value for name, value in whole["ticket"].items() if name != "uuid"}
    assert call("PUT", PUT, ticket).json()["result"] == "same"
    assert call("PUT", PUT, {**ticket, "revision": 2, "status": "void"}).json()["status"] == "void"


def test_capitals_are_the_same_key(call: Call, body: Body) -> None:
    call("PUT", PUT, body())
    answer = call("PUT", f"tickets/{KEY.upper()}", body())
    assert (answer.status_code, answer.json()["uuid"]) == (200, KEY)


@pytest.mark.parametrize(
    "key",
    [
        "00000000-0000-0000-0000-000000000000",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "x" * 200,
        "1",
        KEY[:-1],
    ],
)
def test_a_bad_key_is_refused(call: Call, body: Body, key: str) -> None:
    answer = call("PUT", f"tickets/{key}", body())
    assert (answer.status_code, answer.json()["code"]) == (422, "uuid_invalid")
    assert call("GET", f"tickets/{key}").status_code == 404


def test_other_content_is_a_conflict_with_what_stands(call: Call, body: Body) -> None:
    call("PUT", PUT, body("glass"))
    answer = call("PUT", PUT, body("case"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["code"] == "uuid_conflict"
    assert answer.json()["current"] == call("GET", PUT).json()["ticket"]


def test_flags(world: World, call: Call, body: Body) -> None:
    archive(world.addons["glass"], 20261120)
    ahead = (NOW + timedelta(days=2)).isoformat()
    answer = call("PUT", PUT, body("glass", started_at=ahead, sent_at=ahead)).json()
    assert (answer["flags"], answer["day"]) == (["clock_corrected", "addon_archived"], "2026-11-22")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"price": 100}, "price", "unknown_field"),
        ({"shop_id": 1}, "shop_id", "unknown_field"),
        ({"role": "owner"}, "role", "unknown_field"),
        ({"received_at": "2026-01-01T00:00:00Z"}, "received_at", "unknown_field"),
        ({"customer": "ab" * 32}, "customer", "unknown_field"),
        ({"uuid": KEY}, "uuid", "unknown_field"),
        ({"revision": None}, "revision", "not_a_whole_number"),
        ({"revision": "1"}, "revision", "not_a_whole_number"),
        ({"revision": 1.0}, "revision", "not_a_whole_number"),
        ({"revision": True}, "revision", "not_a_whole_number"),
        ({"revision": 0}, "revision", "out_of_range"),
        ({"total": -1}, "total", "out_of_range"),
        ({"total": 10**30}, "total", "out_of_range"),
        ({"status": "lost"}, "status", "not_a_choice"),
        ({"annoyed": 1}, "annoyed", "not_true_or_false"),
        ({"note": 5}, "note", "not_a_text"),
        ({"note": "x" * 500}, "note", "text_too_long"),
        ({"note": "mail jan@example.nl"}, "note", "customer_data"),
        ({"started_at": 1763818200}, "started_at", "time_invalid"),
        ({"started_at": "1763818200"}, "started_at", "time_invalid"),
        ({"started_at": "2026-11-22T13:30:00"}, "started_at", "time_invalid"),
        ({"started_at": "2026-02-31T13:30:00Z"}, "started_at", "time_invalid"),
        ({"offers": {}}, "offers", "not_a_list"),
        ({"offers": [7]}, "offers.0", "not_an_object"),
        ({"offers": [{"addon": 1}] * 61}, "offers", "too_many"),
        ({"employee": 10**40}, "employee", "out_of_range"),
        ({"employee": 987654}, "employee", "employee_unknown"),
    ],
)
def test_a_bad_field_is_named(call: Call, body: Body, change: dict[str, Any], field: str, code: str) -> None:
    answer = call("PUT", PUT, {**body("glass"), **change})
    assert (answer.status_code, answer.json()["field"], answer.json()["code"]) == (422, field, code)
    assert (Entry.objects.count(), Ticket.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit_price": 1}, "unknown_field"),
        ({"quantity": 0}, "out_of_range"),
        ({"quantity": 100}, "out_of_range"),
        ({"quantity": 10**9}, "out_of_range"),
        ({"quantity": -1}, "out_of_range"),
        ({"quantity": 1.5}, "not_a_whole_number"),
        ({"quantity": "007"}, "not_a_whole_number"),
        ({"discount": 2001}, "discount_too_high"),
        ({"discount": -1}, "out_of_range"),
        ({"discount": 1e308}, "not_a_whole_number"),
        ({"discount": "12,5,0"}, "not_a_whole_number"),
        ({"outcome": "BOUGHT"}, "not_a_choice"),
        ({"script": 987654}, "script_unknown"),
    ],
)
def test_a_bad_offer_is_named(call: Call, body: Body, change: dict[str, Any], code: str) -> None:
    ticket = body("glass")
    ticket["offers"][0] |= change
    answer = call("PUT", PUT, ticket)
    assert (answer.status_code, answer.json()["field"], answer.json()["code"]) == (
        422,
        f"offers.0.{next(iter(change))}",
        code,
    )


def test_all_bad_fields_at_once(call: Call, body: Body) -> None:
    answer = call("PUT", PUT, {**body(), "revision": "1", "price": 5})
    assert {(one["field"], one["code"]) for one in answer.json()["errors"]} == {
        ("revision", "not_a_whole_number"),
        ("price", "unknown_field"),
    }


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("", 422),
        ("null", 422),
        ("[]", 422),
        ("nonsense", 422),
        ('{"revision": NaN}', 422),
        ('{"revision": Infinity}', 422),
        ('{"revision": 1e999}', 422),
        ('{"revision": 1, "revision": 1}', 422),
        ('{"note": "\\ud800"}', 422),
        (b'{"note": "\xff"}', 422),
        ("[" * 1000 + "]" * 1000, 422),
        ('{"note": "' + "x" * 2_000_000 + '"}', 413),
        ("x" * 10_000_000, 413),
    ],
)
def test_broken_json_is_refused_quickly(call: Call, raw: str | bytes, status: int) -> None:
    call("GET", PUT)
    began = perf_counter()
    answer = call("PUT", PUT, raw)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    # Rows of faults ask for 200 ms; a machine busy with other tests gets some air.
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_only_json_is_read(call: Call, body: Body, kind: str) -> None:
    answer = call("PUT", PUT, json.dumps(body()), content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type")


def test_who_are_you(call: Call, body: Body) -> None:
    for headers in ({"token": ""}, {"token": "wrong"}, {"token": "", "Authorization": "Basic YTpi"}):
        answer = call("PUT", PUT, body(), **headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_is_no_key(world: World, call: Call, body: Body) -> None:
    secret = world.token("log")
    assert call("PUT", PUT, body(), token=secret).status_code == 201
    revoke(Token.objects.get(scopes="log"), NOW)
    assert call("PUT", PUT, body(), token=secret).status_code == 401


def test_scopes(world: World, call: Call, body: Body) -> None:
    log, read, manage = world.token("log"), world.token("read"), world.token("manage")
    assert [call("PUT", PUT, body(), token=token).status_code for token in (log, read, manage)] == [
        201,
        403,
        403,
    ]
    assert [call("GET", PUT, token=token).status_code for token in (log, read, manage)] == [200, 200, 403]


def test_another_shops_ticket_is_a_missing_one(world: World, call: Call, body: Body) -> None:
    theirs = world.token("log", "read", "manage", shop=world.neighbour)
    nothing = call("GET", PUT, token=theirs)
    call("PUT", PUT, body())
    there = call("GET", PUT, token=theirs)
    assert (there.status_code, there.content) == (404, nothing.content)
    assert call("GET", PUT, **{"Toonbank-Shop": world.neighbour.slug}).status_code == 404
    mine = call("PUT", PUT, body(employee=None, service_type=None), token=theirs)
    assert (mine.status_code, Ticket.objects.count()) == (201, 2)
    foreign = call("PUT", f"tickets/{KEY[:-1]}2", body(employee=None), token=theirs)
    assert (foreign.status_code, foreign.json()["code"]) == (422, "service_type_unknown")


def test_the_browser_needs_its_shop_and_csrf(world: World, body: Body) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.users["counter"])
    send = {"content_type": "application/json", "data": json.dumps(body("glass"))}
    shop = {"Toonbank-Shop": "utrecht"}
    assert browser.put(f"/api/v1/{PUT}", headers=shop, **send).json()["code"] == "csrf_failed"
    browser.cookies["csrftoken"] = "a" * 32
    token = {"X-CSRFToken": "a" * 32}
    assert browser.put(f"/api/v1/{PUT}", headers=token, **send).json()["code"] == "shop_missing"
    assert browser.put(f"/api/v1/{PUT}", headers={**shop, **token}, **send).status_code == 201
    elsewhere = {**token, "Toonbank-Shop": world.neighbour.slug}
    nowhere = {**token, "Toonbank-Shop": "no-such-shop"}
    odd = {**token, "Toonbank-Shop": "a'--\0"}
    answers = [
        browser.put(f"/api/v1/{PUT}", headers=headers, **send) for headers in (elsewhere, nowhere, odd)
    ]
    assert [(one.status_code, one.content) for one in answers] == [(404, answers[0].content)] * 3
    assert Ticket.objects.get().source == "counter"


def test_a_member_who_is_put_out_is_out_at_once(world: World, body: Body) -> None:
    browser = world.client("counter")
    shop = {"Toonbank-Shop": "utrecht"}
    assert browser.get("/api/v1/catalog", headers=shop).status_code == 200
    world.members["counter"].delete()
    assert browser.get("/api/v1/catalog", headers=shop).status_code == 404


def test_dutch_unless_asked_otherwise(call: Call) -> None:
    english = call("GET", PUT, token="").json()["detail"]
    dutch = call("GET", PUT, token="", **{"Accept-Language": "nl"})
    usual = call("GET", PUT, token="", **{"Accept-Language": ""})
    assert english == "Log in, or send a valid key."
    assert dutch.headers["Content-Language"] == usual.headers["Content-Language"] == "nl"
    assert dutch.json() == usual.json()


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("POST", PUT, 405),
        ("DELETE", PUT, 405),
        ("PATCH", PUT, 405),
        ("PUT", "tickets/batch", 405),
        ("GET", "tickets/batch", 405),
        ("POST", "catalog", 405),
        ("GET", "", 404),
        ("GET", "tickets/", 404),
        ("GET", f"{PUT}/offers", 404),
    ],
)
def test_other_methods_and_addresses(call: Call, method: str, address: str, status: int) -> None:
    answer = call(method, address, {})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert ("Allow" in answer.headers) == (status == 405)
