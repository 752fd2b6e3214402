"""A pasted list: shown first, made when confirmed, all of it or nothing."""

from typing import Any

from tests.world import World
from toonbank.catalog.models import Addon, Change, Price

HERE = "/bike-barn/start/paste/"
LIST = "Pump; 29,95; 13\nPUMP; 30\nLock - ART 2; 59,95; 30; upsell; Shall I add a lock?"


def names(world: World) -> list[str]:
    return [addon.name for addon in Addon.objects.filter(shop=world.neighbour)]


def post(world: World, pasted: str, **more: str) -> Any:
    return world.client("outsider").post(HERE, {"pasted": pasted, **more})


def test_shown_first_and_nothing_made(world: World) -> None:
    response = post(world, LIST)
    assert response.status_code == 200
    assert [(row["line"], row["name"]) for row in response.context["fresh"]] == [
        (1, "Pump"),
        (3, "Lock · ART 2"),
    ]
    assert response.context["known"] == [(2, "Pump")]
    assert names(world) == []


def test_made_when_confirmed(world: World) -> None:
    response = post(world, LIST, confirm="1")
    assert response.headers["Location"] == "/bike-barn/start/team/"
    assert names(world) == ["Pump", "Lock · ART 2"]
    prices = Price.objects.filter(addon__shop=world.neighbour).order_by("addon")
    assert list(prices.values_list("unit_price", flat=True)) == [2995, 5995]
    change = Change.objects.filter(shop=world.neighbour, code="addon_created").latest("id")
    assert change.member == world.members["outsider"]


def test_without_a_price_the_prices_are_next(world: World) -> None:
    assert post(world, "Pump", confirm="1").headers["Location"] == "/bike-barn/start/prices/"


def test_twice_pressed_makes_one(world: World) -> None:
    post(world, LIST, confirm="1")
    response = post(world, LIST, confirm="1")
    assert (response.status_code, response.context["fresh"]) == (200, [])
    assert names(world) == ["Pump", "Lock · ART 2"]


def test_one_wrong_line_holds_up_all(world: World) -> None:
    response = post(world, LIST + "\nBell; cheap", confirm="1")
    assert response.status_code == 422
    assert [line for line, _said in response.context["troubles"]] == [4]
    assert names(world) == []


def test_a_list_too_long_and_an_empty_one(world: World) -> None:
    assert post(world, "Pump\n" * 201).status_code == 422
    assert post(world, "", confirm="1").context["fresh"] == []


def test_a_number_of_queries_that_does_not_grow(world: World, django_assert_num_queries: Any) -> None:
    client = world.client("manager")
    client.get("/utrecht/start/paste/")
    with django_assert_num_queries(10):
        client.post("/utrecht/start/paste/", {"pasted": "Pump"})
    with django_assert_num_queries(10):
        client.post("/utrecht/start/paste/", {"pasted": "\n".join(f"Pump {number}" for number in range(50))})
