"""/tickets as a whole: at hand on every tablet of the shop, and found missing after a restore."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tablets import tablet
from tests.world import NOW, World, uuid
from toonbank.ledger.models import Entry, Ticket

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call

Body = Callable[..., dict[str, Any]]
DAY = timedelta(days=1)


def listed(answer: Any) -> list[str]:
    return [one["ticket"]["uuid"][-2:] for one in answer.json()["tickets"]]


@pytest.fixture
def days(world: World) -> None:
    """1 and 2 of long ago, 3 of yesterday, 4 to 6 of today; the even ones are not finished."""
    for number, ago in enumerate([61, 40, 1, 0, 0, 0], start=1):
        at = NOW - ago * DAY - timedelta(minutes=number)
        offers = [world.offer("glass", "open" if number % 2 == 0 else "bought")]
        world.log(*offers, uuid=uuid(number), started_at=at, status="open" if number == 2 else "closed")


def test_today_and_what_is_not_finished(world: World, days: None) -> None:
    here = tablet(world.shop)
    world.log(uuid=uuid(7), status="open", started_at=NOW - 61 * DAY)
    assert listed(here("GET", "tickets")) == ["04", "05", "06", "02"]
    assert listed(here("GET", "tickets?day=today")) == ["04", "05", "06"]
    assert listed(here("GET", "tickets?status=open")) == ["04", "06", "02"]
    assert listed(here("GET", "tickets?status=open&day=today")) == ["04", "05", "06", "02"]


def test_each_as_it_stands_with_who_began_it(world: World, days: None, body: Body) -> None:
    door = tablet(world.shop, "Tablet at the door")
    key = str(uuid(8))
    door("PUT", f"tickets/{key}", body("glass", note="on tape"))
    door("PUT", f"tickets/{key}", body("glass", revision=2, status="void"))
    answer = door("GET", "tickets?day=today").json()
    assert (answer["day"], answer["server_time"]) == ("2026-11-22", "2026-11-22T13:30:00+00:00")
    first = answer["tickets"][0]
    assert first["ticket"] == door("GET", f"tickets/{key}").json()["ticket"]
    assert (first["ticket"]["revision"], first["ticket"]["status"]) == (2, "void")
    told = ("day", "received_at", "logged_by", "pending", "may_correct")
    assert [first[name] for name in told] == [
        "2026-11-22",
        "2026-11-22T13:30:00+00:00",
        "Tablet at the door",
        False,
        True,
    ]


def test_may_correct_is_what_the_ledger_says(world: World, days: None) -> None:
    other = tablet(world.shop)
    told = {one["ticket"]["uuid"]: one["may_correct"] for one in other("GET", "tickets").json()["tickets"]}
    assert told == {str(uuid(4)): True, str(uuid(5)): False, str(uuid(6)): True, str(uuid(2)): True}
    for key in told:
        version = {**other("GET", f"tickets/{key}").json()["ticket"], "revision": 2, "note": "fine"}
        del version["uuid"]
        assert (other("PUT", f"tickets/{key}", version).status_code == 200) == told[key]


def test_two_statements_whatever_there_is(world: World, days: None, call: Call) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        call("GET", "tickets?day=today")
    for number in range(10, 30):
        world.log(world.offer("case", "declined"), uuid=uuid(number))
    with CaptureQueriesContext(connection) as many:
        call("GET", "tickets?day=today")
    # One more for the key itself.
    assert (len(few), len(many)) == (3, 3)


@pytest.mark.parametrize("query", ["day=2026-11-22", "status=closed", "day="])
def test_other_questions_are_refused(call: Call, query: str) -> None:
    assert call("GET", f"tickets?{query}").status_code == 422


def test_reading_only_is_not_enough(world: World, call: Call) -> None:
    answers = [
        call("GET", "tickets", token=world.token("read")),
        call("POST", "tickets/known", {"tickets": []}, token=world.token("read")),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_what_a_restore_lost_is_named(world: World, call: Call, body: Body) -> None:
    here = tablet(world.shop)
    for number in (1, 2):
        here("PUT", f"tickets/{uuid(number)}", body("glass"))
    here("PUT", f"tickets/{uuid(2)}", body("glass", revision=2))
    sent = [(1, 1), (2, 1), (2, 2), (3, 1)]
    asked = {"tickets": [{"uuid": str(uuid(number)), "revision": at} for number, at in sent]}
    assert here("POST", "tickets/known", asked).json() == {"missing": [str(uuid(3))]}
    # As from a back-up of before the second version.
    lost = Entry.objects.filter(ticket=uuid(2), revision=2)
    lost._raw_delete(lost.db)
    Ticket.objects.filter(uuid=uuid(2)).update(revision=1)
    missing = here("POST", "tickets/known", asked).json()["missing"]
    assert missing == [str(uuid(2)), str(uuid(3))]
    assert here("PUT", f"tickets/{uuid(2)}", body("glass", revision=2)).json()["result"] == "corrected"
    assert here("POST", "tickets/known", asked).json() == {"missing": [str(uuid(3))]}


def test_what_is_no_key_never_holds_up_the_rest(call: Call, body: Body) -> None:
    call("PUT", f"tickets/{uuid(1)}", body())
    asked = [str(uuid(1)).upper(), "x", "", str(uuid(2))]
    answer = call("POST", "tickets/known", {"tickets": [{"uuid": key, "revision": 1} for key in asked]})
    assert answer.json() == {"missing": ["x", "", str(uuid(2))]}


def test_two_thousand_at_most(call: Call) -> None:
    def ask(count: int) -> int:
        asked = [{"uuid": str(uuid(number)), "revision": 1} for number in range(count)]
        return call("POST", "tickets/known", {"tickets": asked}).status_code

    assert (ask(2000), ask(2001)) == (200, 422)
