"""Tablets that were not updated for 30 days: what they send is frozen in old_clients/, one file a release.

A file is never changed. It may go when no tablet has run its version for 30 days.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.tablets import tablet

if TYPE_CHECKING:
    from tests.world import World

FILES = sorted((Path(__file__).parent / "old_clients").glob("*.json"))


def filled(value: Any, names: dict[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: filled(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    return names[value] if isinstance(value, str) and value.startswith("$") else value


def test_there_is_one() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_is_understood(world: World, file: Path) -> None:
    from tests.world import NOW
    from toonbank.shops.devices_unlock import unlock_code
    from toonbank.shops.enrolment import new_code
    from toonbank.shops.pins import set_pin

    old = tablet(world.shop)
    set_pin(world.employees["sam"], "4821")
    names = {
        "$employee": world.employees["sam"].pk,
        "$colleague": world.employees["robin"].pk,
        "$service": world.services["repair"].pk,
        "$glass": world.addons["glass"].pk,
        "$case": world.addons["case"].pk,
        "$unlock": unlock_code(old.device),
        "$code": new_code(world.shop, None, NOW),
    }
    for call in json.loads(file.read_text(encoding="utf-8"))["calls"]:
        response = old(call["method"], call["path"], filled(call.get("body"), names))
        answer, said = call["answer"], json.loads(response.content)
        assert (call["name"], response.status_code) == (call["name"], answer.get("status", 200)), said
        assert [one["http"] for one in said.get("results", [])] == answer.get("http", [])
        assert set(answer.get("fields", [])) <= set(said), call["name"]
