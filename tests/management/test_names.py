"""`toonbank names`: what is not settled, for people and for machines."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.world import World
from toonbank.catalog.addons import NewAddon, create_many
from toonbank.lib.errors import Missing


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("names", *arguments, stdout=said)
    return said.getvalue().strip()


def test_names(world: World) -> None:
    (glas,) = create_many(world.shop, [NewAddon("Screenprotector", "iPhone 14", "glas", listed=False)])
    world.addons["glas"] = glas
    for _ticket in range(3):
        world.log(world.offer("glas", "bought", unit_price=2000))
        world.log(world.offer("glass", "bought"))
    lines = run("--shop", "utrecht").splitlines()
    assert lines[:2] == ["Onbekende namen:", "  Screenprotector · iPhone 14 · glas (3 bonnen)"]
    assert lines[2].startswith("    = Screen protector · iPhone 14 · glass? ")
    told = json.loads(run("--shop", "utrecht", "--json"))
    assert [one["name"] for one in told["unmatched"]] == [glas.name]


def test_nothing_to_settle(world: World) -> None:
    assert run("--shop", "bike-barn") == "Elke naam is bekend."
    with pytest.raises(Missing):
        run("--shop", "nowhere")
