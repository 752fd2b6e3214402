"""GET /tickets/{uuid}/eligible: which add-ons fitted that visit, and why not the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.world import World, uuid
from toonbank.catalog.rules import set_rule

if TYPE_CHECKING:
    from tests.doors.api.conftest import Call

ADDRESS = f"tickets/{uuid(1)}/eligible"


def test_every_add_on_with_its_reason(world: World, call: Call) -> None:
    set_rule(world.addons["case"], season=(601, 831), valid_from=2026_11_01)
    world.log(world.offer("glass", "bought"), uuid=uuid(1))
    told = call("GET", ADDRESS).json()
    assert (told["ticket"], told["counted"]) == (str(uuid(1)), True)
    rows = {row["addon"]: row for row in told["addons"]}
    assert [row["eligible"] for row in told["addons"]] == [True, True, True, False]
    assert rows[world.addons["case"].pk] == {
        "addon": world.addons["case"].pk,
        "name": "Case · iPhone 14 · clear",
        "eligible": False,
        "offered": False,
        "why": "out_of_season",
        "reason": "Out of season: it is offered from 1 June – 31 August. Rule since 1 nov 2026.",
        "hints": [],
        "rule_since": "2026-11-01",
    }
    dutch = call("GET", ADDRESS, **{"Accept-Language": "nl"}).json()["addons"]
    assert dutch[-1]["reason"].startswith("Buiten het seizoen: wordt voorgesteld van 1 juni – 31 augustus.")


def test_a_voided_ticket_is_not_counted(world: World, call: Call) -> None:
    world.log(uuid=uuid(1), status="void")
    assert call("GET", ADDRESS).json()["counted"] is False


@pytest.mark.parametrize("key", [str(uuid(7)), "x", "0"])
def test_a_ticket_that_is_not_there(world: World, call: Call, key: str) -> None:
    answer = call("GET", f"tickets/{key}/eligible")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
