"""Service types on the screen."""

from tests.world import World
from toonbank.catalog.models import ServiceType


def rows(world: World) -> list[tuple[str, bool]]:
    return list(ServiceType.objects.filter(shop=world.shop).values_list("name", "archived"))


def test_add_rename_archive_restore(world: World) -> None:
    client, repair = world.client("manager"), world.services["repair"]
    client.post("/utrecht/catalog/services/", {"name": "Advice"})
    client.post(f"/utrecht/catalog/services/{repair.pk}/", {"name": "Screen repair"})
    client.post(f"/utrecht/catalog/services/{repair.pk}/archive/")
    assert rows(world) == [("Screen repair", True), ("Pick-up", False), ("Advice", False)]
    client.post(f"/utrecht/catalog/services/{repair.pk}/restore/")
    assert rows(world)[0] == ("Screen repair", False)


def test_a_name_twice(world: World) -> None:
    response = world.client("manager").post("/utrecht/catalog/services/", {"name": "REPAIR"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])
