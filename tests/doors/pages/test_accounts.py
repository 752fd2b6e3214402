"""Log-in and all that goes with it, in our own look and within the content policy."""

import re

import pytest
from django.test import Client

from tests.world import World
from toonbank.shops.members import invite
from toonbank.shops.models import Role, User

OPEN = ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/"]
OWN = [
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/reauthenticate/",
]


def page_of(world: World, name: str, address: str) -> str:
    response = world.client(name).get(address)
    assert (address, response.status_code) == (address, 200)
    return response.content.decode()


@pytest.mark.parametrize("name", ["anonymous", "owner"])
def test_our_look_and_no_script_of_the_page_itself(world: World, name: str) -> None:
    with_password(world)
    for address in OPEN if name == "anonymous" else OWN:
        page = page_of(world, name, address)
        assert "/static/pages/style.css" in page
        # Blocks of data are no scripts to a browser; everything else comes from a file.
        scripts = [tag for tag in re.findall("<script[^>]*>", page) if 'type="application/json"' not in tag]
        assert (address, [tag for tag in scripts if "src=" not in tag]) == (address, [])
        assert (address, re.findall(r"<[^>]+ (?:style|on[a-z]+)=", page)) == (address, [])


def test_nobody_signs_up(world: World) -> None:
    page = page_of(world, "anonymous", "/accounts/login/")
    assert "/accounts/signup/" not in page
    sent = {"email": "new@example.nl", "password1": "correct-horse-9", "password2": "correct-horse-9"}
    world.client("anonymous").post("/accounts/signup/", sent)
    assert not world.users["owner"].__class__.objects.filter(email="new@example.nl").exists()


def with_password(world: World) -> None:
    owner = world.users["owner"]
    owner.set_password("correct-horse-9")
    owner.save()


def test_log_in_and_out(world: World) -> None:
    with_password(world)
    client = world.client("anonymous")
    sent = {"login": "owner@example.nl", "password": "correct-horse-9"}
    assert client.post("/accounts/login/", sent)["Location"] == "/"
    assert client.get("/utrecht/people/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/utrecht/people/").status_code == 302


def test_a_wrong_password_is_told_at_the_form(world: World) -> None:
    sent = {"login": "owner@example.nl", "password": "wrong-wrong-1"}
    response = world.client("anonymous").post("/accounts/login/", sent)
    assert (response.status_code, "errorlist nonfield" in response.content.decode()) == (200, True)


class Newcomer(Client):
    def __init__(self, password: str | None) -> None:
        super().__init__()
        self.first_password = password


def newcomer(world: World) -> Newcomer:
    """Invited a moment ago, logged in with the first password."""
    member, password = invite(world.shop, "nieuw@example.nl", Role.COUNTER)
    client = Newcomer(password)
    sent = {"login": member.user.email, "password": password}
    assert client.post("/accounts/login/", sent)["Location"] == "/"
    return client


def test_someone_just_invited_can_set_up_a_second_step(world: World) -> None:
    client = newcomer(world)
    # The page of addresses is where allauth would add one that is not verified.
    assert client.get("/accounts/email/").status_code == 200
    activate = "/accounts/2fa/totp/activate/"
    sent = {"password": client.first_password}
    page = client.post(f"/accounts/reauthenticate/?next={activate}", sent, follow=True)
    # Somebody whose address is in doubt is sent back to the start of the second steps.
    assert page.redirect_chain == [(activate, 302)]
    assert "id_code" in page.content.decode()


def test_nobody_takes_an_address_that_is_not_theirs(world: World) -> None:
    """Else its owner, invited later, would open the shop to somebody else."""
    client = newcomer(world)
    client.post("/accounts/email/", {"email": "victim@example.nl", "action_add": ""})
    client.post("/accounts/email/", {"email": "victim@example.nl", "action_primary": ""})
    emails = User.objects.filter(seats__shop=world.shop).values_list("email", flat=True)
    assert "nieuw@example.nl" in emails
    assert "victim@example.nl" not in emails
    assert invite(world.shop, "victim@example.nl", Role.OWNER).password is not None
