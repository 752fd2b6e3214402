"""The list of add-ons and the page of one."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from toonbank.catalog.addons import NewAddon, archive, create_addon, create_many
from toonbank.catalog.prices import set_price
from toonbank.catalog.scripts import set_script
from toonbank.ledger.document import Line

ENGLISH = {"accept-language": "en"}


def test_the_list(world: World) -> None:
    archive(world.addons["case"], 2026_01_01)
    context = world.client("manager").get("/utrecht/catalog/", headers=ENGLISH).context
    shown = ("price", "where", "cost_unknown")
    assert [(row["addon"].name, *(row[name] for name in shown)) for row in context["active"]] == [
        ("Screen protector · iPhone 14 · glass", "€\xa020,00", "every service", False),
        ("Set-up help", "€\xa015,00", "Repair", False),
        ("Cable · USB-C · 1 m", "€\xa012,00", "every service", True),
    ]
    assert [row["addon"].name for row in context["archived"]] == ["Case · iPhone 14 · clear"]
    assert context["notice"] is None


def test_more_than_thirty(world: World) -> None:
    things = create_many(world.shop, [NewAddon(f"Thing {number}") for number in range(27)])
    now = timezone.now()
    for thing in things[2:]:
        world.log(Line(addon=thing.pk, outcome="declined"), started_at=now)
    world.log(world.offer("glass", "bought"), world.offer("case", "bought"), started_at=now)
    world.log(world.offer("help", "bought"), started_at=now)
    response = world.client("manager").get("/utrecht/catalog/", headers=ENGLISH)
    assert response.context["notice"].startswith("31 add-ons are active, more than 30")
    rarely = [addon.name for addon in response.context["rarely"]]
    assert rarely == ["Cable · USB-C · 1 m", "Thing 0", "Thing 1"]


@pytest.mark.parametrize("more", [0, 20])
def test_the_list_costs_the_same_for_more_add_ons(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for number in range(more):
        addon = create_addon(world.shop, f"Thing {number}")
        set_price(addon, 100, 50)
        set_script(addon, f"A thing with number {number}?")
    client = world.client("manager")
    client.get("/utrecht/catalog/")
    # Session, user, seat, the count for the notice, and the add-ons; the catalogue itself is remembered.
    with django_assert_num_queries(5):
        client.get("/utrecht/catalog/")


def test_one_add_on_with_its_history(world: World) -> None:
    glass = world.addons["glass"]
    set_price(glass, 2200, None, 2026_01_01)
    set_script(glass, "Glass on it?", None)
    context = world.client("manager").get(f"/utrecht/catalog/{glass.pk}/", headers=ENGLISH).context
    assert [(row["since"], row["price"], row["cost"], row["now"]) for row in context["prices"]] == [
        ("1 jan 2026", "€\xa022,00", "unknown", True),
        ("always", "€\xa020,00", "€\xa04,00", False),
    ]
    assert [(row["row"].version, row["since"], row["now"]) for row in context["scripts"]] == [
        (2, "not in use", False),
        (1, "always", True),
    ]
    assert context["rules"] == []


def test_a_reader_sees_no_buttons(world: World) -> None:
    address = f"/utrecht/catalog/{world.addons['glass'].pk}/"
    pages = {name: world.client(name).get(address).content.decode() for name in ("head_office", "manager")}
    assert {name: f"{address}price/" in page for name, page in pages.items()} == {
        "head_office": False,
        "manager": True,
    }
