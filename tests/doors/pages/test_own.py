"""Own numbers on the screen, and who a log-in is at the counter."""

from django.utils import timezone

from tests.world import World


def link(world: World, employee: object) -> int:
    member = world.members["counter"].pk
    address = f"/utrecht/people/members/{member}/employee/"
    return world.client("owner").post(address, {"employee": employee}).status_code


def test_linked_by_the_owner_and_seen_by_oneself(world: World) -> None:
    world.log(world.offer("glass", "bought"), started_at=timezone.now())
    world.log(employee=world.employees["robin"].pk, started_at=timezone.now())
    client = world.client("counter")
    assert client.get("/utrecht/me/").context.get("own") is None
    assert link(world, world.employees["sam"].pk) == 302
    response = client.get("/utrecht/me/", headers={"accept-language": "en"})
    own, page = response.context["own"], response.content.decode()
    assert (own["employee"]["name"], len(own["today"]), "no-store" in response["Cache-Control"]) == (
        "Sam",
        1,
        True,
    )
    assert ("1 / 1" in page, "Robin" in page, "style=" in page) == (True, False, False)
    link(world, "")
    assert client.get("/utrecht/me/").context.get("own") is None


def test_only_to_somebody_of_this_shop(world: World) -> None:
    theirs = world.neighbour.employees.create(alias="Kim", alias_key="kim")
    assert [link(world, key) for key in (theirs.pk, 999_999, "x", "1.5")] == [404] * 4


def test_everybody_with_a_seat_gets_in_and_nobody_else(world: World) -> None:
    names = ("owner", "manager", "counter", "head_office", "outsider", "anonymous")
    found = [world.client(name).get("/utrecht/me/").status_code for name in names]
    assert found == [200, 200, 200, 200, 404, 302]
    assert world.client("counter").post("/utrecht/me/").status_code == 405
