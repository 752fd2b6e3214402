"""GET /me: whose numbers, and on what proof."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.tablets import Tablet, tablet
from tests.world import NOW, World
from toonbank.shops.members import link_employee
from toonbank.shops.people import leave
from toonbank.shops.pins import set_pin

PIN = "4827"


@pytest.fixture
def here(world: World) -> Tablet:
    set_pin(world.employees["sam"], PIN)
    return tablet(world.shop)


def proof(there: Tablet, world: World) -> dict[str, str]:
    shown = there("POST", "pin", {"employee": world.employees["sam"].pk, "pin": PIN})
    return {"Toonbank-Employee-Proof": shown.json()["proof"]}


def test_own_numbers_ready_to_show(world: World, here: Tablet) -> None:
    world.log(world.offer("glass", "bought"), world.offer("case", "declined"))
    world.log(employee=world.employees["robin"].pk)
    answer = here("GET", "me", **proof(here, world))
    own = answer.json()
    assert (own["employee"], own["from"], own["to"], own["tip"]) == (
        {"id": world.employees["sam"].pk, "name": "Sam"},
        "2026-10-26",
        "2026-11-22",
        None,
    )
    assert [number["metric"] for number in own["numbers"]] == [
        "suggestion_rate",
        "attach_rate",
        "profit_per_ticket",
    ]
    attach = own["numbers"][1]
    assert attach.pop("reason").startswith("Too little data")
    assert attach == {
        "metric": "attach_rate",
        "name": "Attach rate",
        "said": "50 %",
        "interval": "9 – 91 %",
        "state": "draft",
        "sums": "1 / 2",
        "shop": None,
    }
    (ticket,) = own["today"]
    del ticket["uuid"]
    assert ticket == {
        "time": "14:30",
        "service_type": "Repair",
        "status": "closed",
        "offered": 2,
        "bought": 1,
    }
    assert (answer.headers["Cache-Control"], "Robin" in answer.content.decode()) == ("no-store", False)


def test_without_a_proof_it_says_how(here: Tablet) -> None:
    answer = here("GET", "me").json()
    assert (answer["status"], answer["code"]) == (403, "proof_missing")
    assert "Your manager can give you one" in answer["detail"]


def spoiled(world: World, here: Tablet, case: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    header = proof(here, world)
    sam = world.employees["sam"]
    if case == "other tablet":
        here = tablet(world.shop, "Other")
    elif case == "other shop":
        here = tablet(world.neighbour)
    elif case == "too old":
        later = NOW + timedelta(hours=12)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    elif case == "other pin":
        set_pin(sam, "9041")
    elif case == "left":
        leave(sam, NOW)
    elif case == "forged":
        header["Toonbank-Employee-Proof"] = header["Toonbank-Employee-Proof"][:-2] + "xx"
    else:
        header["Toonbank-Employee-Proof"] = "x" * 3000
    return here("GET", "me", **header)


CASES = ["other tablet", "other shop", "too old", "other pin", "left", "forged", "rubbish"]


@pytest.mark.parametrize("case", CASES)
def test_a_proof_is_worth_nothing_else(
    world: World, here: Tablet, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = spoiled(world, here, case, monkeypatch)
    assert (answer.status_code, answer.json()["code"]) == (403, "proof_invalid")


def test_a_lock_leaves_who_is_in(world: World, here: Tablet) -> None:
    header = proof(here, world)
    for _turn in range(15):
        here("POST", "pin", {"employee": world.employees["robin"].pk, "pin": "0"})
    assert here("GET", "me", **header).status_code == 200


def test_a_key_is_nobody(world: World) -> None:
    till = Tablet(tablet(world.shop).device, world.token("log", "read", "manage"))
    assert till("GET", "me").json()["code"] == "device_only"


def test_a_log_in_that_is_linked(world: World) -> None:
    def me(name: str) -> Any:
        headers = {"Toonbank-Shop": "utrecht"}
        return world.client(name).get("/api/v1/me", headers=headers)

    assert [me(name).json()["code"] for name in ("counter", "head_office")] == ["not_linked"] * 2
    link_employee(world.members["counter"], world.employees["robin"])
    assert me("counter").json()["employee"]["name"] == "Robin"
    assert me("outsider").status_code == 404
