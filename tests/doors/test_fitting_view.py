"""Why an add-on fitted a visit or not, in whole sentences of both languages."""

from typing import Any

import pytest
from django.utils import translation

from tests.world import NOW, World, uuid
from toonbank.catalog.addons import NewAddon, archive, create_many, restore
from toonbank.catalog.merges import merge
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import set_service_price
from toonbank.doors.fitting_view import fitting_view
from toonbank.ledger.models import Ticket
from toonbank.shops.models import Shop


def told(world: World, language: str = "en") -> dict[str, dict[str, Any]]:
    shop = Shop.objects.get(pk=world.shop.pk)
    with translation.override(language):
        rows = fitting_view(shop, Ticket.objects.get(uuid=uuid(1)))
    return {row["name"].split(" · ")[0]: row for row in rows}


def reasons(world: World, language: str = "en") -> dict[str, str]:
    return {name: row["reason"].replace("\xa0", " ") for name, row in told(world, language).items()}


def test_one_row_whole(world: World) -> None:
    world.log(world.offer("glass", "bought"), uuid=uuid(1))
    assert told(world)["Screen protector"] == {
        "addon": world.addons["glass"].pk,
        "name": "Screen protector · iPhone 14 · glass",
        "eligible": True,
        "offered": True,
        "why": "fits",
        "reason": "It is offered with every service type.",
        "hints": [],
        "rule_since": None,
    }


def test_everything_that_is_in_the_way_is_said_with_its_values(world: World) -> None:
    repair, pick_up = world.services["repair"], world.services["pick-up"]
    set_service_price(pick_up, 4000)
    set_rule(world.addons["glass"], headroom=25, valid_from=2026_11_01)
    set_rule(world.addons["cable"], [repair], season=(1201, 228), valid_from=2026_06_01)
    archive(world.addons["case"], 2026_11_10)
    restore(world.addons["case"], 2026_12_01)
    world.log(uuid=uuid(1), service_type=pick_up.pk)
    assert reasons(world) == {
        "Screen protector": "At € 20,00 it is more than 25 % of what this job costs (€ 40,00)."
        " Rule since 1 nov 2026.",
        "Cable": "It is offered with other service types: Repair. Out of season: it is offered from"
        " 1 December – 28 February. Rule since 1 jun 2026.",
        "Case": "It was off the list from 10 nov 2026 up to and including 30 nov 2026.",
        "Set-up help": "It is offered with other service types: Repair.",
    }
    assert reasons(world, "nl")["Cable"] == (
        "Wordt bij andere servicetypes voorgesteld: Repair. Buiten het seizoen: wordt voorgesteld van"
        " 1 december – 28 februari. Regel sinds 1 jun 2026."
    )
    assert {name: row["why"] for name, row in told(world).items()} == {
        "Screen protector": "too_dear",
        "Cable": "other_service",
        "Case": "paused",
        "Set-up help": "other_service",
    }


def test_a_ticket_without_a_service_type(world: World) -> None:
    set_rule(world.addons["glass"], headroom=25)
    archive(world.addons["case"], 2026_11_22)
    world.log(uuid=uuid(1), service_type=None)
    assert reasons(world) == {
        "Cable": "It is offered with every service type.",
        "Case": "It was last on the list on 21 nov 2026.",
        "Screen protector": "It may cost at most 25 % of the job, and the ticket has no service type.",
        "Set-up help": "The ticket has no service type; it is only offered with Repair.",
    }


def test_names_that_came_and_went(world: World) -> None:
    new, unknown, never, idle = create_many(
        world.shop,
        [
            NewAddon("New", active_from=2026_12_01),
            NewAddon("Unknown", listed=False),
            NewAddon("Never", active_from=2026_12_01),
            NewAddon("Idle", listed=False),
        ],
    )
    archive(never, 2026_11_20)
    world.addons["unknown"] = unknown
    set_rule(world.addons["glass"], [world.services["pick-up"]])
    merge(world.addons["case"], world.addons["glass"], NOW)
    world.log(world.offer("unknown", "declined"), world.offer("case", "declined"), uuid=uuid(1))
    found = reasons(world)
    assert {name: found[name] for name in ("New", "Unknown", "Never", "Screen protector")} == {
        "New": "It only came on the list on 1 dec 2026.",
        "Unknown": "The name is not in the list: somebody has to say what it is.",
        "Never": "It was never on the list.",
        "Screen protector": "It fits as “Case · iPhone 14 · clear”, which counts as this add-on.",
    }
    assert not {"Idle", "Case"} & {*found}
    assert told(world)["Screen protector"]["offered"]


@pytest.mark.parametrize("side", ["glass", "case"])
def test_hints_guide_and_change_nothing(world: World, side: str) -> None:
    other = {"glass": "case", "case": "glass"}[side]
    set_rule(world.addons[side], not_with=[world.addons[other]])
    set_rule(world.addons["cable"], moments=["checkout", "intake"])
    set_service_price(world.services["repair"], 5000)
    world.log(world.offer("case", "bought"), uuid=uuid(1))
    found = {name: (row["eligible"], [*map(plain, row["hints"])]) for name, row in told(world).items()}
    assert found == {
        "Cable": (True, ["Meant for: Intake, Checkout."]),
        "Case": (True, [dear("25,00")]),
        "Screen protector": (
            True,
            [dear("20,00"), "Does not go together with Case · iPhone 14 · clear, which was bought."],
        ),
        "Set-up help": (True, [dear("15,00")]),
    }


def test_the_price_of_the_day_is_held_against_the_job_of_the_day(world: World) -> None:
    set_rule(world.addons["glass"], headroom=25)
    set_service_price(world.services["repair"], 5000)
    set_price(world.addons["glass"], 900, None, 2026_11_22)
    world.log(uuid=uuid(1))
    assert reasons(world)["Screen protector"] == "It is offered with this service type."
    set_price(world.addons["glass"], 1900, None, 2026_11_22)
    assert told(world)["Screen protector"]["why"] == "too_dear"


def dear(price: str) -> str:
    return f"At € {price} it is more than 25 % of this job (€ 50,00): such an extra is rarely bought."


def plain(text: str) -> str:
    return text.replace("\xa0", " ")
