"""POST /tickets/batch: each ticket is answered by itself, in order, as a PUT of it would have been."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from toonbank.ledger.models import Entry, Ticket

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call

Body = Callable[..., dict[str, Any]]


def key(number: int) -> str:
    return f"01931b1e-8a00-7000-8000-{number:012}"


def test_each_is_answered_by_itself(call: Call, body: Body) -> None:
    call("PUT", f"tickets/{key(1)}", body("glass"))
    tickets: list[Any] = [
        body("glass", uuid=key(1)),
        body("case", uuid=key(1)),
        body("case", uuid=key(2)),
        body("case", uuid="7"),
        body("case"),
        {**body(uuid=key(3)), "price": 1},
        body(uuid=key(4), note="bel 0612345678"),
        "nonsense",
        None,
    ]
    results = call("POST", "tickets/batch", {"tickets": tickets}).json()["results"]
    told = [(one["uuid"], one["http"], one.get("problem", {}).get("code")) for one in results]
    assert told == [
        (key(1), 200, None),
        (key(1), 409, "uuid_conflict"),
        (key(2), 201, None),
        ("7", 422, "uuid_invalid"),
        ("", 422, "required"),
        (key(3), 422, "unknown_field"),
        (key(4), 422, "customer_data"),
        ("", 422, "not_an_object"),
        ("", 422, "not_an_object"),
    ]
    assert results[1]["problem"]["current"]["uuid"] == key(1)
    assert (results[5]["problem"]["field"], results[2]["saved"]["result"]) == ("price", "created")
    assert (Ticket.objects.count(), Entry.objects.count()) == (2, 2)


def test_499_valid_and_one_invalid(call: Call, body: Body) -> None:
    tickets = [body("glass", uuid=key(number)) for number in range(500)]
    tickets[250]["offers"][0]["quantity"] = 0
    results = call("POST", "tickets/batch", {"tickets": tickets}).json()["results"]
    assert [one["http"] for one in results] == [201] * 250 + [422] + [201] * 249
    assert Ticket.objects.count() == 499


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({"tickets": [{}] * 501}, "tickets", "too_many"),
        ({"tickets": {}}, "tickets", "not_a_list"),
        ({}, "tickets", "required"),
        ({"tickets": [], "shop": "bike-barn"}, "shop", "unknown_field"),
    ],
)
def test_a_bad_batch(call: Call, sent: dict[str, Any], field: str, code: str) -> None:
    answer = call("POST", "tickets/batch", sent)
    assert (answer.status_code, answer.json()["field"], answer.json()["code"]) == (422, field, code)


def test_an_empty_batch(call: Call) -> None:
    assert call("POST", "tickets/batch", {"tickets": []}).json() == {"results": []}
