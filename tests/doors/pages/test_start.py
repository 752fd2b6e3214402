"""The guide for a new shop: where it begins, how far it is, and putting it away."""

from datetime import timedelta

import pytest

from tests.world import NOW, World
from toonbank.catalog.addons import create_addon
from toonbank.catalog.models import Addon, ServiceType
from toonbank.catalog.prices import set_price
from toonbank.catalog.services import add_service_type
from toonbank.doors.pages.start_steps import progress, unfinished, unstarted
from toonbank.ledger.correct import void
from toonbank.shops.models import Employee, Shop
from toonbank.shops.people import hire

# The outsider to our shop owns the one next door, where there is nothing yet.
NEW = "/bike-barn/start/"


def done(shop: Shop) -> list[str]:
    return [step.name.removeprefix("start_") for step in progress(shop, NOW).steps if step.done]


def test_it_begins_with_the_definitions(world: World) -> None:
    response = world.client("outsider").get(NEW)
    assert response.status_code == 200
    assert [len(pair) for pair in response.context["definitions"]] == [2] * 7
    assert response.context["here"] == "start"


def test_progress_is_read_from_the_shop(world: World) -> None:
    shop = world.neighbour
    assert (done(shop), progress(shop, NOW).next.name) == ([], "start_services")
    add_service_type(shop, "Flat tyre")
    assert (done(shop), progress(shop, NOW).next.name) == (["start", "services"], "start_addons")
    addon = create_addon(shop, "Pump")
    assert done(shop) == ["start", "services", "addons"]
    set_price(addon, 1500)
    hire(shop, "Kim")
    assert done(shop) == ["start", "services", "addons", "prices", "team"]
    assert progress(shop, NOW).next.name == "start_baseline"


def test_the_baseline_counts_days_from_the_first_visit(world: World) -> None:
    assert progress(world.shop, NOW).day == 0
    world.log()
    assert progress(world.shop, NOW).day == 1
    later = progress(world.shop, NOW + timedelta(days=14))
    assert (later.day, later.steps[-1].done) == (15, True)


def test_a_voided_visit_begins_no_baseline(world: World) -> None:
    logged = world.log().document
    void(world.seat("manager"), logged.uuid, 1, NOW)
    assert progress(world.shop, NOW).day == 0


def test_the_front_door_leads_a_new_shop_here_until_it_is_put_away(world: World) -> None:
    client = world.client("outsider")
    assert client.get("/").headers["Location"] == NEW
    assert client.post(NEW + "away/").headers["Location"] == "/bike-barn/"
    assert Shop.objects.get(pk=world.neighbour.pk).guided
    assert client.get("/").headers["Location"] == "/bike-barn/"
    assert client.get(NEW).status_code == 200


def test_a_shop_with_a_list_is_left_alone(world: World) -> None:
    seats = [world.seat("manager"), world.seat("outsider"), world.seat("counter")]
    assert unstarted(seats) == {world.neighbour.pk}
    Addon.objects.filter(shop=world.shop).update(listed=False)
    assert unstarted(seats) == {world.neighbour.pk, world.shop.pk}
    assert unstarted([world.seat("counter"), world.seat("head_office")]) == set()


@pytest.mark.parametrize("page", ["", "numbers/"])
def test_today_and_numbers_point_to_it(world: World, page: str) -> None:
    words = "not ready for its first visit"
    client = world.client("outsider")
    assert words in client.get(f"/bike-barn/{page}", headers={"Accept-Language": "en"}).content.decode()
    client.post(NEW + "away/")
    assert words not in client.get(f"/bike-barn/{page}", headers={"Accept-Language": "en"}).content.decode()


def test_who_only_reads_and_who_has_begun_are_not_asked(world: World) -> None:
    step = unfinished(world.seat("manager"), NOW)
    assert step
    assert step.name == "start_baseline"
    assert unfinished(world.seat("head_office"), NOW) is None
    world.log()
    assert unfinished(world.seat("manager"), NOW) is None


def test_the_last_page_says_which_day_it_is(world: World) -> None:
    words = world.client("manager").get("/utrecht/start/baseline/", headers={"Accept-Language": "en"})
    assert "Hang up the card." in words.content.decode()
    assert words.context["progress"].day == 0


@pytest.mark.parametrize("page", ["", "services/", "addons/", "paste/", "prices/", "team/", "baseline/"])
def test_who_may(world: World, page: str) -> None:
    found = {who: world.client(who).get(f"/utrecht/start/{page}").status_code for who in world.users}
    assert found == {"owner": 200, "manager": 200, "counter": 403, "head_office": 403, "outsider": 404}
    assert world.client("manager").delete(f"/utrecht/start/{page}").status_code == 405


def test_nothing_is_made_by_looking(world: World) -> None:
    client = world.client("outsider")
    for page in (
        "",
        "services/?trade=phone",
        "addons/?trade=phone",
        "paste/",
        "prices/",
        "team/",
        "baseline/",
    ):
        assert client.get(NEW + page).status_code == 200
    for model in (ServiceType, Addon, Employee):
        assert not model.objects.filter(shop=world.neighbour).exists()
