"""The chain's list and adopting from it, on the screen."""

from tests.world import World
from toonbank.catalog.addons import create_addon
from toonbank.catalog.models import Addon, Change, SharedAddon
from toonbank.catalog.shared import add_shared

EN = {"accept-language": "en"}
HERE = "/chain/fix-go/catalog/"


def test_head_office_keeps_the_list(world: World) -> None:
    client = world.client("head_office")
    assert client.post(HERE, {"category": "Strap", "kind": "cross-sell"}).status_code == 302
    strap = SharedAddon.objects.get()
    assert "in 0 of 1 shops" in client.get(HERE, headers=EN).content.decode()
    client.post(f"{HERE}{strap.pk}/", {"category": "Watch band", "kind": "up-sell"})
    strap.refresh_from_db()
    assert (strap.name, strap.kind) == ("Watch band", "up-sell")
    client.post(f"{HERE}{strap.pk}/archive/", {"act": "archive"})
    assert SharedAddon.objects.get().archived
    client.post(f"{HERE}{strap.pk}/archive/", {"act": "restore"})
    assert not SharedAddon.objects.get().archived
    assert Change.objects.filter(chain=world.chain).first().member == world.members["head_office"]


def test_a_name_twice_is_said_at_the_field(world: World) -> None:
    add_shared(world.chain, "Strap")
    response = world.client("head_office").post(HERE, {"category": "STRAP", "kind": "cross-sell"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["category"])


def test_a_shop_adopts_with_its_own_price(world: World) -> None:
    strap, client = add_shared(world.chain, "Strap"), world.client("manager")
    assert "Strap" in client.get("/utrecht/catalog/shared/").content.decode()
    client.post(f"/utrecht/catalog/shared/{strap.pk}/", {"unit_price": "12,50", "unit_cost": "4"})
    mine = Addon.objects.get(shared=strap)
    assert list(mine.prices.values_list("unit_price", "unit_cost")) == [(1250, 400)]
    response = client.post(f"/utrecht/catalog/{mine.pk}/name/", {"category": "Band", "kind": "cross-sell"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["category"])


def test_linking_what_is_there_asks_first(world: World) -> None:
    strap, own = add_shared(world.chain, "Strap"), create_addon(world.shop, "Strap")
    client, address = world.client("manager"), f"/utrecht/catalog/shared/{strap.pk}/"
    response = client.post(address, {"unit_price": ""}, headers=EN)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["link"])
    client.post(address, {"link": "on"})
    own.refresh_from_db()
    assert own.shared == strap


def test_a_shop_on_its_own_has_nothing_to_adopt(world: World) -> None:
    page = world.client("outsider").get("/bike-barn/catalog/shared/", headers=EN).content.decode()
    assert "This shop is not part of a chain." in page
