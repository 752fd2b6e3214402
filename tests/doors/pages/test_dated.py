"""A new price, script or rule from a day on."""

from typing import Any

import pytest

from tests.world import World
from toonbank.catalog.models import Addon
from toonbank.catalog.services import archive_service_type


def send(world: World, kind: str, **fields: Any) -> Any:
    address = f"/utrecht/catalog/{world.addons['glass'].pk}/{kind}/"
    return world.client("manager").post(address, fields, headers={"accept-language": "en"})


def prices(addon: Addon) -> list[tuple[int, int, int | None, bool]]:
    return list(addon.prices.values_list("valid_from", "unit_price", "unit_cost", "free"))


def test_a_price_from_a_day(world: World) -> None:
    send(world, "price", unit_price="22,50", unit_cost="", valid_from="2026-12-01")
    assert prices(world.addons["glass"]) == [(0, 2000, 400, False), (2026_12_01, 2250, None, False)]


def test_free_needs_no_price(world: World) -> None:
    send(world, "price", free="on", unit_cost="4", valid_from="2026-12-01")
    assert prices(world.addons["glass"])[1] == (2026_12_01, 0, 400, True)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"unit_price": ""}, "unit_price"),
        ({"unit_price": "abc"}, "unit_price"),
        ({"unit_price": "10", "free": "on"}, "unit_price"),
        ({"unit_price": "10", "valid_from": "31-02-2026"}, "valid_from"),
        ({"unit_price": "10", "valid_from": "1999-01-01"}, "valid_from"),
    ],
)
def test_a_wrong_price(world: World, fields: dict[str, str], field: str) -> None:
    response = send(world, "price", **fields)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert prices(world.addons["glass"]) == [(0, 2000, 400, False)]


def test_the_form_starts_from_what_holds_now(world: World) -> None:
    page = world.client("manager").get(f"/utrecht/catalog/{world.addons['glass'].pk}/price/").content.decode()
    assert ('value="20,00"' in page, 'value="4,00"' in page) == (True, True)


def test_a_script_from_a_day(world: World) -> None:
    send(world, "script", wording="Glass on it?", valid_from="2026-12-01")
    found = world.addons["glass"].scripts.values_list("version", "wording", "valid_from")
    assert list(found)[1:] == [(2, "Glass on it?", 2026_12_01)]


def test_an_archived_service_type_that_is_ticked_stays_in_sight(world: World) -> None:
    repair = world.services["repair"]
    archive_service_type(repair)
    shown = {}
    for name in ("help", "glass"):
        form = world.client("manager").get(f"/utrecht/catalog/{world.addons[name].pk}/rule/").context["form"]
        shown[name] = [str(service) for service in form.fields["service_types"].queryset]
    assert shown == {"help": ["Repair", "Pick-up"], "glass": ["Pick-up"]}


def test_a_rule_from_a_day_and_back_to_every_service(world: World) -> None:
    repair = world.services["repair"]
    send(world, "rule", service_types=[repair.pk], valid_from="2026-12-01")
    send(world, "rule", valid_from="2027-01-01")
    rules = world.addons["glass"].rules.all()
    assert [(rule.valid_from, list(rule.service_types.all())) for rule in rules] == [
        (2026_12_01, [repair]),
        (2027_01_01, []),
    ]
