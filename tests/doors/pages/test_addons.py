"""Making, renaming, archiving add-ons on the screen."""

from typing import Any

import pytest

from tests.world import World
from toonbank.catalog.models import FOREVER, Addon, Price, Script

NAME = {"category": "Charger", "variant": "20 W", "kind": "cross-sell"}
NEW = {**NAME, "unit_price": "1.019,95", "unit_cost": "€ 8"}


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors.items())


def test_new_with_everything(world: World) -> None:
    repair = world.services["repair"]
    sent = {**NEW, "wording": "A faster charger?", "service_types": [repair.pk]}
    response = world.client("manager").post("/utrecht/catalog/new/", sent)
    assert (response.status_code, response["Location"]) == (302, "/utrecht/catalog/")
    addon = Addon.objects.get(shop=world.shop, category="Charger")
    assert addon.name == "Charger · 20 W"
    assert list(addon.prices.values_list("unit_price", "unit_cost", "valid_from")) == [(101_995, 800, 0)]
    assert list(addon.scripts.values_list("wording", "valid_from")) == [("A faster charger?", 0)]
    assert [list(rule.service_types.all()) for rule in addon.rules.all()] == [[repair]]


def test_a_name_is_enough(world: World) -> None:
    world.client("manager").post("/utrecht/catalog/new/", {"category": "Charger", "kind": "cross-sell"})
    addon = Addon.objects.get(shop=world.shop, category="Charger")
    assert (addon.prices.count(), addon.scripts.count(), addon.rules.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"category": ""}, "category", "This field is required."),
        ({"category": "SCREEN protector iPhone 14", "variant": "glass"}, "category", "There is already"),
        ({"variant": "06-12345678"}, "variant", "This looks like customer data."),
        ({"kind": "gift"}, "kind", "Select a valid choice."),
        ({"unit_price": "12,5,0"}, "unit_price", "“12,5,0” is not an amount."),
        ({"unit_price": "-1"}, "unit_price", "Fill in an amount from 0 to 100,000."),
        ({"unit_price": "0"}, "unit_price", "A price of 0 is only right for something free"),
        ({"unit_price": "NaN"}, "unit_price", "“NaN” is not an amount."),
        ({"unit_price": "1,234"}, "unit_price", "“1,234” can be read in two ways."),
        ({"unit_cost": "1e308"}, "unit_cost", "“1e308” is not an amount."),
        ({"wording": "?!"}, "wording", "Use at least one letter or digit."),
        ({"service_types": ["999999"]}, "service_types", "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_left(
    world: World, wrong: dict[str, object], field: str, said: str
) -> None:
    response = world.client("manager").post(
        "/utrecht/catalog/new/", {**NEW, **wrong}, headers={"accept-language": "en"}
    )
    found = errors(response)
    assert (response.status_code, list(found)) == (422, [field])
    assert found[field][0].startswith(said)
    assert (Addon.objects.filter(shop=world.shop).count(), Price.objects.count()) == (4, 4)


def test_a_loss_is_saved_and_said(world: World) -> None:
    response = world.client("manager").post(
        "/utrecht/catalog/new/", {**NEW, "unit_price": "5"}, headers={"accept-language": "en"}, follow=True
    )
    assert [(message.level_tag, str(message)) for message in response.context["messages"]] == [
        ("warning", "The cost is higher than the price: every sale loses money."),
        ("success", "Saved."),
    ]


def test_rename(world: World) -> None:
    case = world.addons["case"]
    sent = {"category": "Hard case", "variant": "iPhone 14", "detail": "", "kind": "up-sell", "season": ""}
    response = world.client("manager").post(f"/utrecht/catalog/{case.pk}/name/", sent)
    case.refresh_from_db()
    found = (response["Location"], case.name, case.kind)
    assert found == (f"/utrecht/catalog/{case.pk}/", "Hard case · iPhone 14", "up-sell")


def test_archive_and_restore(world: World) -> None:
    case, client = world.addons["case"], world.client("manager")
    client.post(f"/utrecht/catalog/{case.pk}/archive/")
    case.refresh_from_db()
    assert 0 < case.active_until < FOREVER
    client.post(f"/utrecht/catalog/{case.pk}/restore/")
    case.refresh_from_db()
    assert (case.active_until, Script.objects.filter(addon=case).count()) == (FOREVER, 1)
