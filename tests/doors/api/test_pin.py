"""/pin: who is there, on an enrolled tablet; fifteen wrong ones and it stops asking."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse

from tests.tablets import Tablet, tablet
from tests.world import NOW, World
from toonbank.lib import short_code
from toonbank.shops import pins
from toonbank.shops.devices_unlock import unlock_code
from toonbank.shops.models import Employee, PinTry
from toonbank.shops.people import leave
from toonbank.shops.pins import remove_pin, set_pin

PIN, WRONG = "4827", "7316"
At = Callable[[timedelta], None]


@pytest.fixture
def here(world: World) -> Tablet:
    set_pin(world.employees["sam"], PIN)
    return tablet(world.shop)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    return lambda later: monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + later)


def guess(there: Tablet, employee: Employee | int, pin: str = WRONG) -> HttpResponse:
    key = employee if isinstance(employee, int) else employee.pk
    return there("POST", "pin", {"employee": key, "pin": pin})


def said(answer: HttpResponse) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_the_right_pin_gives_a_proof_for_half_a_day(world: World, here: Tablet) -> None:
    answer = guess(here, world.employees["sam"], PIN)
    assert (answer.status_code, answer.json()["until"]) == (200, "2026-11-23T01:30:00+00:00")
    assert (answer.headers["Cache-Control"], sorted(answer.json())) == ("no-store", ["proof", "until"])
    assert PinTry.objects.count() == 0


def test_wrong_says_the_same_for_everybody(world: World, here: Tablet) -> None:
    gone = world.employees["robin"]
    set_pin(gone, PIN)
    leave(gone, NOW)
    stranger = Employee.objects.create(shop=world.neighbour, alias="Kim", alias_key="kim")
    set_pin(stranger, PIN)
    nobody = Employee.objects.create(shop=world.shop, alias="Noor", alias_key="noor")
    tried = [
        guess(here, world.employees["sam"]),
        guess(here, gone, PIN),
        guess(here, stranger, PIN),
        guess(here, nobody, ""),
        guess(here, 2**63 - 1, PIN),
    ]
    assert {answer.content for answer in tried} == {tried[0].content}
    assert {said(answer) for answer in tried} == {(403, "pin_wrong")}
    assert tried[0].json()["tries"] == "many"


def test_only_an_enrolled_tablet_is_asked(world: World, here: Tablet) -> None:
    key = world.token("log", "read", "manage")
    machine = Tablet(here.device, key)
    calls = [
        guess(machine, world.employees["sam"], PIN),
        machine("POST", "pin/change", {"employee": 1, "old": PIN, "new": "9041"}),
        machine("POST", "pin/unlock", {"code": "AAAAAAAA"}),
    ]
    browser = world.client("counter").post(
        "/api/v1/pin",
        {"employee": world.employees["sam"].pk, "pin": PIN},
        content_type="application/json",
        headers={"Toonbank-Shop": "utrecht"},
    )
    assert [said(answer) for answer in (*calls, browser)] == [(403, "device_only")] * 4
    assert said(guess(Tablet(here.device, ""), world.employees["sam"], PIN)) == (401, "unauthenticated")
    assert PinTry.objects.count() == 0


def test_fifteen_over_all_employees_lock_this_tablet_only(world: World, here: Tablet) -> None:
    people = [world.employees["sam"], world.employees["robin"], 999_999]
    answers = [guess(here, people[at % 3]) for at in range(17)]
    assert [said(answer) for answer in answers] == [(403, "pin_wrong")] * 14 + [(423, "pin_locked")] * 3
    assert [answer.json()["tries"] for answer in answers[:14]] == ["many"] * 9 + ["few"] * 5
    assert said(guess(here, world.employees["sam"], PIN)) == (423, "pin_locked")
    assert guess(tablet(world.shop, "Other"), world.employees["sam"], PIN).status_code == 200
    assert here("GET", "catalog").json()["device"]["pin_locked"] is True
    assert here("GET", "tickets").status_code == 200


def test_a_lock_does_not_expire(world: World, here: Tablet, at: At) -> None:
    for _turn in range(15):
        guess(here, world.employees["sam"])
    at(timedelta(days=400))
    assert said(guess(here, world.employees["sam"], PIN)) == (423, "pin_locked")


def test_success_takes_back_own_slips_of_two_minutes_and_nothing_else(
    world: World, here: Tablet, at: At
) -> None:
    sam, robin = world.employees["sam"], world.employees["robin"]
    set_pin(robin, "9041")
    guess(here, robin)
    at(timedelta(minutes=1))
    guess(here, sam)
    guess(here, robin)
    at(timedelta(minutes=2, seconds=30))
    assert guess(here, sam, PIN).status_code == 200
    assert list(PinTry.objects.values_list("employee", flat=True)) == [robin.pk, robin.pk]
    assert guess(here, robin, "9041").status_code == 200
    assert [one.tried_at for one in PinTry.objects.all()] == [NOW]


def test_what_is_left_is_forgotten_after_thirty_days(world: World, here: Tablet, at: At) -> None:
    for _turn in range(14):
        guess(here, world.employees["sam"])
    at(timedelta(days=30))
    assert guess(here, world.employees["sam"]).json()["tries"] == "many"


def test_change_needs_the_old_one(world: World, here: Tablet) -> None:
    sam = world.employees["sam"].pk
    change = {"employee": sam, "old": PIN, "new": "9041"}
    wrong = here("POST", "pin/change", {**change, "old": WRONG})
    weak = here("POST", "pin/change", {**change, "new": "1234"})
    short = here("POST", "pin/change", {**change, "new": "123"})
    assert [said(answer) for answer in (wrong, weak, short)] == [
        (403, "pin_wrong"),
        (422, "pin_weak"),
        (422, "pin_form"),
    ]
    assert (weak.json()["field"], PinTry.objects.count()) == ("new", 1)
    proof = here("POST", "pin/change", change).json()["proof"]
    assert here("GET", "me", **{"Toonbank-Employee-Proof": proof}).status_code == 200
    assert [guess(here, sam, pin).status_code for pin in (PIN, "9041")] == [403, 200]


def test_the_list_says_who_has_one(world: World, here: Tablet) -> None:
    first = here("GET", "catalog")
    assert [one["has_pin"] for one in first.json()["employees"]] == [True, False]
    remove_pin(world.employees["sam"])
    tag = {"If-None-Match": first.headers["ETag"]}
    assert [one["has_pin"] for one in here("GET", "catalog", **tag).json()["employees"]] == [False, False]
    assert world.employees["sam"].pin not in first.content.decode() or not world.employees["sam"].pin


def test_a_code_prepared_beforehand_unlocks_once(world: World, here: Tablet) -> None:
    for _turn in range(15):
        guess(here, world.employees["sam"])
    code = unlock_code(here.device)
    check = here("GET", "catalog").json()["device"]["unlock"]
    offline = hashlib.pbkdf2_hmac("sha256", code.encode(), check["salt"].encode(), check["iterations"])
    assert offline.hex() == check["digest"]
    assert said(here("POST", "pin/unlock", {"code": "AAAA-AAAA"})) == (403, "code_wrong")
    answer = here("POST", "pin/unlock", {"code": short_code.shown(code).lower()})
    told = here("GET", "catalog").json()["device"]
    assert (answer.status_code, answer.json()["unlock"]) == (200, told["unlock"])
    assert (told["pin_locked"], told["unlock"]["digest"] == check["digest"]) == (False, False)
    assert said(here("POST", "pin/unlock", {"code": code})) == (403, "code_wrong")
    assert guess(here, world.employees["sam"], PIN).status_code == 200


def test_the_list_changes_when_the_lock_does(world: World, here: Tablet) -> None:
    tag = {"If-None-Match": here("GET", "catalog").headers["ETag"]}
    assert here("GET", "catalog", **tag).status_code == 304
    for _turn in range(15):
        guess(here, world.employees["sam"])
    assert here("GET", "catalog", **tag).json()["device"]["pin_locked"] is True


def test_unlock_codes_are_not_guessed_by_the_thousand(world: World, here: Tablet) -> None:
    tried = [said(here("POST", "pin/unlock", {"code": "AAAAAAAA"})) for _guess in range(21)]
    assert tried == [(403, "code_wrong")] * 20 + [(429, "too_many_tries")]
    other = tablet(world.shop, "Other")
    assert other("POST", "pin/unlock", {"code": unlock_code(other.device)}).status_code == 200


def test_no_pin_comes_into_a_log(
    world: World, here: Tablet, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(0)
    guess(here, world.employees["sam"])
    here("POST", "pin", {"employee": "x", "pin": WRONG})
    monkeypatch.setattr(pins, "check_password", lambda *_: 1 / 0)
    assert guess(here, world.employees["sam"]).status_code == 500
    assert WRONG not in "".join(record.getMessage() for record in caplog.records)
