"""Keys for machines on the screen."""

from tests.world import World
from toonbank.shops.access import token_seat


def test_a_key_is_shown_once_and_works_until_it_is_revoked(world: World) -> None:
    client = world.client("owner")
    response = client.post("/utrecht/people/tokens/", {"name": "Till", "scopes": ["log", "read"]})
    issued = response.context["fresh"]
    seat = token_seat(issued.secret)
    assert seat is not None
    assert (seat.shop, seat.scopes) == (world.shop, {"log", "read"})
    assert (issued.token.created_by, "no-store" in response["Cache-Control"]) == (world.users["owner"], True)
    assert issued.secret in response.content.decode()
    assert issued.secret not in client.get("/utrecht/people/tokens/").content.decode()
    client.post(f"/utrecht/people/tokens/{issued.token.pk}/revoke/")
    assert token_seat(issued.secret) is None
    assert client.get("/utrecht/people/tokens/").context["tokens"] == []


def test_a_key_needs_a_name_and_something_it_may(world: World) -> None:
    response = world.client("owner").post("/utrecht/people/tokens/", {"name": "", "scopes": ["own"]})
    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["name", "scopes"])
