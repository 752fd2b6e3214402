"""The front door: straight on with one shop, a choice with more, a kind word with none."""

from tests.world import World
from toonbank.shops.members import invite
from toonbank.shops.models import User
from toonbank.shops.setup import open_shop


def landing(world: World, name: str) -> str:
    return str(world.client(name).get("/").headers.get("Location", ""))


def test_each_role_lands_where_it_works(world: World) -> None:
    names = ("owner", "manager", "counter", "head_office", "outsider")
    assert {name: landing(world, name) for name in names} == {
        "owner": "/utrecht/",
        "manager": "/utrecht/",
        "counter": "/counter/utrecht/",
        # A choice: the chain as a whole, or its only shop.
        "head_office": "",
        "outsider": "/bike-barn/start/",
    }


def test_who_is_not_logged_in_is_asked_to(world: World) -> None:
    assert landing(world, "anonymous") == "/accounts/login/?next=/"


def test_a_choice_between_shops(world: World) -> None:
    invite(world.neighbour, "counter@example.nl", "owner")
    open_shop("Fix & Go Zwolle", "zwolle", chain=world.chain)
    response = world.client("counter").get("/")
    found = [(shop.name, place) for shop, place in response.context["places"]]
    assert found == [("Bike Barn", "/bike-barn/start/"), ("Fix & Go Utrecht", "/counter/utrecht/")]
    office = world.client("head_office").get("/")
    assert [place for _shop, place in office.context["places"]] == ["/utrecht/", "/zwolle/"]


def test_no_shop_yet(world: World) -> None:
    world.users["new"] = User.objects.create_user("new@example.nl")
    response = world.client("new").get("/", headers={"accept-language": "en"})
    assert (response.status_code, "Ask the owner to invite you" in response.content.decode()) == (200, True)


def test_wrong_method(world: World) -> None:
    assert world.client("owner").post("/").status_code == 405
