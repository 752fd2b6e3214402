"""Employees on the screen."""

from tests.world import World
from toonbank.shops.models import Employee


def rows(world: World) -> list[tuple[str, bool]]:
    found = Employee.objects.filter(shop=world.shop).order_by("id")
    return [(one.alias, one.left_at is not None) for one in found]


def test_hire_rename_leave_come_back(world: World) -> None:
    client, sam = world.client("manager"), world.employees["sam"]
    client.post("/utrecht/people/", {"alias": "Fatima"})
    client.post(f"/utrecht/people/{sam.pk}/", {"alias": "Samira"})
    client.post(f"/utrecht/people/{sam.pk}/leave/")
    assert rows(world) == [("Samira", True), ("Robin", False), ("Fatima", False)]
    context = client.get("/utrecht/people/").context
    assert [one.alias for one, _day in context["gone"]] == ["Samira"]
    client.post(f"/utrecht/people/{sam.pk}/return/")
    assert rows(world)[0] == ("Samira", False)


def test_a_name_twice_says_where_to_look(world: World) -> None:
    response = world.client("manager").post(
        "/utrecht/people/", {"alias": "sam"}, headers={"accept-language": "en"}
    )
    assert (response.status_code, response.context["form"].errors["alias"]) == (
        422,
        [
            "There is already someone called “Sam” in this shop. "
            "Someone who left can be taken back in the list of employees."
        ],
    )
