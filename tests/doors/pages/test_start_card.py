"""The counter card: on paper what the counter says on the screen."""

from typing import Any

from tests.world import World
from toonbank.catalog.addons import NewAddon, archive, create_many
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import add_service_type
from toonbank.doors.pages.devices_qr import qr_path


def card(world: World, who: str = "manager") -> Any:
    return world.client(who).get("/utrecht/start/card/", headers={"Accept-Language": "en"})


def test_what_goes_with_what_and_how_to_say_it(world: World) -> None:
    context = card(world).context
    everywhere = ["Screen protector · iPhone 14 · glass", "Case · iPhone 14 · clear"]
    assert context["services"] == [
        {"name": "With every visit", "addons": [*everywhere, "Cable · USB-C · 1 m"]},
        {"name": "Repair", "addons": ["Set-up help"]},
    ]
    assert context["lines"][0] == {
        "name": "Screen protector · iPhone 14 · glass",
        "season": "",
        "price": "€\xa020,00",
        "script": "Shall we add the screen protector?",
    }


def test_service_types_with_the_same_add_ons_stand_together(world: World) -> None:
    advice = add_service_type(world.shop, "Advice")
    set_rule(world.addons["help"], [world.services["repair"], advice])
    set_rule(world.addons["cable"], [world.services["pick-up"]])
    found = [(one["name"], len(one["addons"])) for one in card(world).context["services"]]
    assert found == [("With every visit", 2), ("Repair, Advice", 1), ("Pick-up", 1)]


def test_the_qr_is_the_counter_and_no_code(world: World) -> None:
    context = card(world).context
    assert context["place"] == "http://testserver/counter/"
    assert context["qr"] == qr_path("http://testserver/counter/")


def test_what_is_off_the_list_is_not_on_the_card(world: World) -> None:
    archive(world.addons["case"], 20260101)
    assert [line["name"].split(" · ")[0] for line in card(world).context["lines"]] == [
        "Screen protector",
        "Set-up help",
        "Cable",
    ]


def test_who_may_print_it(world: World) -> None:
    found = {who: card(world, who).status_code for who in world.users}
    assert found == {"owner": 200, "manager": 200, "counter": 403, "head_office": 200, "outsider": 404}
    assert world.client("manager").post("/utrecht/start/card/").status_code == 405


def test_an_empty_shop_has_one_too(world: World) -> None:
    response = world.client("outsider").get("/bike-barn/start/card/")
    assert (response.status_code, response.context["lines"], response.context["services"]) == (200, [], [])


def test_a_number_of_queries_that_does_not_grow(world: World, django_assert_num_queries: Any) -> None:
    client = world.client("manager")
    client.get("/utrecht/start/card/")
    for start, end in ((0, 1), (1, 20)):
        create_many(world.shop, [NewAddon(f"Thing {number}") for number in range(start, end)])
        with django_assert_num_queries(15):
            client.get("/utrecht/start/card/")
