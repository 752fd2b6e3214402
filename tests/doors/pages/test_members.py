"""Log-ins on the screen."""

from tests.world import World
from toonbank.shops.models import Member, User


def roles(world: World) -> dict[str, str]:
    return dict(Member.objects.filter(shop=world.shop).values_list("user__email", "role"))


def test_invite_shows_the_password_once(world: World) -> None:
    client = world.client("owner")
    response = client.post("/utrecht/people/members/", {"email": "Noor@example.nl", "role": "manager"})
    password = response.context["fresh"].password
    assert User.objects.get(email="noor@example.nl").check_password(password)
    assert (password in response.content.decode(), "no-store" in response["Cache-Control"]) == (True, True)
    assert password not in client.get("/utrecht/people/members/").content.decode()
    assert roles(world)["noor@example.nl"] == "manager"


def test_invite_someone_with_an_account(world: World) -> None:
    sent = {"email": "outsider@example.nl", "role": "counter"}
    response = world.client("owner").post("/utrecht/people/members/", sent)
    assert (response.context["fresh"].password, roles(world)["outsider@example.nl"]) == (None, "counter")


def test_wrong_invitations(world: World) -> None:
    client = world.client("owner")
    wrong = {
        "email": {"email": "noor", "role": "manager"},
        "role": {"email": "noor@example.nl", "role": "head_office"},
    }
    for field, sent in wrong.items():
        response = client.post("/utrecht/people/members/", sent)
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_another_role_and_out(world: World) -> None:
    client, counter = world.client("owner"), world.members["counter"]
    client.post(f"/utrecht/people/members/{counter.pk}/role/", {"role": "manager"})
    assert roles(world)["counter@example.nl"] == "manager"
    client.post(f"/utrecht/people/members/{counter.pk}/remove/")
    assert "counter@example.nl" not in roles(world)


def test_the_last_owner_stays(world: World) -> None:
    response = world.client("owner").post(
        f"/utrecht/people/members/{world.members['owner'].pk}/remove/",
        headers={"accept-language": "en"},
        follow=True,
    )
    assert [str(message) for message in response.context["messages"]] == ["A shop keeps at least one owner."]
    assert roles(world)["owner@example.nl"] == "owner"
