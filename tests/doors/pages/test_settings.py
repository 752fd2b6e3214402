"""The shop's settings on the screen."""

import pytest

from tests.world import World

SENT = {
    "name": "Fix & Go Domplein",
    "locale": "en",
    "timezone": "Europe/London",
    "cutoff_minutes": "05:30",
    "offer_cost": "2,25",
}


def test_change(world: World) -> None:
    assert world.client("owner").post("/utrecht/settings/", SENT).status_code == 302
    shop = world.shop
    shop.refresh_from_db()
    found = (shop.name, shop.locale, shop.timezone, shop.cutoff_minutes, shop.offer_cost)
    assert found == ("Fix & Go Domplein", "en", "Europe/London", 330, 225)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("locale", "fr"),
        ("timezone", "Mars/Olympus"),
        ("cutoff_minutes", "12:00"),
        ("cutoff_minutes", "x"),
        ("cutoff_minutes", ""),
        ("offer_cost", "-1"),
        ("offer_cost", "101"),
        ("offer_cost", ""),
    ],
)
def test_wrong_values(world: World, field: str, value: str) -> None:
    response = world.client("owner").post("/utrecht/settings/", {**SENT, field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    world.shop.refresh_from_db()
    assert world.shop.name == "Fix & Go Utrecht"


def test_the_rules_of_the_counter(world: World) -> None:
    client, shop = world.client("owner"), world.shop
    rules = {"notes_allowed": "on", "receipt_pattern": " R-9999 ", "max_offers": "3"}
    for sent, kept in ((rules, (True, "R-9999", 3)), ({}, (False, "", None))):
        assert client.post("/utrecht/settings/", {**SENT, **sent}).status_code == 302
        shop.refresh_from_db()
        assert (shop.notes_allowed, shop.receipt_pattern, shop.max_offers) == kept


@pytest.mark.parametrize(
    ("field", "value"), [("receipt_pattern", "**"), ("max_offers", "0"), ("max_offers", "x")]
)
def test_one_wrong_rule_saves_nothing(world: World, field: str, value: str) -> None:
    response = world.client("owner").post("/utrecht/settings/", {**SENT, field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    world.shop.refresh_from_db()
    assert world.shop.name == "Fix & Go Utrecht"


def test_the_form_shows_what_is_set(world: World) -> None:
    page = world.client("owner").get("/utrecht/settings/").content.decode()
    assert ('value="04:00"' in page, 'value="1,50"' in page) == (True, True)
