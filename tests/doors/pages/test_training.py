"""Training cards on the screen."""

from tests.world import World
from toonbank.catalog.training_cards import CARDS
from toonbank.shops.members import link_employee

EN = {"accept-language": "en"}
RIGHT = {card.key: card.right for card in CARDS}


def test_tapped_through_in_the_browser(world: World) -> None:
    link_employee(world.members["counter"], world.employees["sam"])
    client = world.client("counter")
    page = client.get("/utrecht/training/", headers=EN).content.decode()
    assert page.count("<fieldset") == len(CARDS)
    page = client.post("/utrecht/training/", {**RIGHT, "flyer": "declined"}, headers=EN).content.decode()
    assert f"{len(CARDS) - 1} of {len(CARDS)} right." in page
    assert "Better: No offer." in page
    page = client.post("/utrecht/training/", RIGHT, headers=EN).content.decode()
    assert "Passed: every card is right." in page


def test_who_is_nobody_at_the_counter_is_told_so(world: World) -> None:
    page = world.client("manager").get("/utrecht/training/", headers=EN).content.decode()
    assert "not linked to a name at the counter" in page


def test_the_manager_sees_who_passed_and_not_who_answered_what(world: World) -> None:
    link_employee(world.members["counter"], world.employees["sam"])
    world.client("counter").post("/utrecht/training/", {**RIGHT, "flyer": "declined"})
    page = world.client("manager").get("/utrecht/training/team/", headers=EN).content.decode()
    assert f"{len(CARDS)} of {len(CARDS)} cards answered" in page
    assert "not yet" in page
    assert "too few people" in page
    world.client("counter").post("/utrecht/training/", RIGHT)
    context = world.client("manager").get("/utrecht/training/team/").context
    found = [(one["name"], bool(one["passed"])) for one in context["people"]]
    assert found == [("Robin", False), ("Sam", True)]
