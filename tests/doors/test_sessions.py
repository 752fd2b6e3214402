"""Log-ins that cannot be stolen, kept, framed or guessed at; a tablet's key that needs none of it."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.tablets import tablet
from tests.world import NOW, World
from toonbank.ledger.models import Ticket

KEY = "01931b1e-8a00-7000-8000-000000000001"
TICKET = {"revision": 1, "started_at": NOW.isoformat()}
PASSWORD = "een-goed-wachtwoord"


@pytest.fixture
def member(world: World) -> dict[str, str]:
    user = world.users["counter"]
    user.set_password(PASSWORD)
    user.save()
    return {"login": user.email, "password": PASSWORD}


def test_logging_in_gives_a_new_session(world: World, member: dict[str, str]) -> None:
    client = Client()
    client.session.save()
    planted = client.cookies["sessionid"].value
    assert client.post("/accounts/login/", member).status_code == 302
    assert client.cookies["sessionid"].value != planted
    victim = Client()
    victim.cookies["sessionid"] = planted
    assert victim.get("/").headers["Location"].startswith("/accounts/login/")


def test_a_cookie_is_worth_nothing_after_logging_out(world: World, member: dict[str, str]) -> None:
    client = Client()
    client.post("/accounts/login/", member)
    kept = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = kept
    headers = {"Toonbank-Shop": "utrecht"}
    assert thief.get("/counter/utrecht/").status_code == 302
    assert thief.get("/api/v1/catalog", headers=headers).status_code == 401


def test_the_last_log_in_of_a_browser_wins_visibly(world: World) -> None:
    client = Client()
    for name in ("manager", "owner"):
        client.force_login(world.users[name])
    page = client.get("/utrecht/").content.decode()
    assert ("owner@example.nl" in page, "manager@example.nl" in page) == (True, False)


def test_a_tablet_needs_no_csrf_token_however_old_its_cookies(world: World) -> None:
    """A tablet that was offline for days holds a stale cookie of everything; its key is enough."""
    here = tablet(world.shop)
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "x" * 32
    client.cookies["sessionid"] = "gone"
    headers = {"Authorization": f"Bearer {here.secret}", "X-CSRFToken": "stale"}
    address = f"/api/v1/tickets/{KEY}"
    answer = client.put(address, TICKET, content_type="application/json", headers=headers)
    assert (answer.status_code, Ticket.objects.count()) == (201, 1)


def test_another_site_cannot_send_in_a_members_name(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["manager"])
    from_elsewhere: Any = {"Origin": "https://evil.example"}
    employee = world.employees["sam"]
    forms = ["/utrecht/devices/", f"/utrecht/people/{employee.pk}/pin/", "/utrecht/people/"]
    assert [client.post(form, {"pin": "4827"}, headers=from_elsewhere).status_code for form in forms] == [
        403
    ] * 3
    employee.refresh_from_db()
    assert employee.pin == ""


@pytest.mark.parametrize("address", ["/utrecht/devices/", "/utrecht/me/", "/trust/", "/accounts/login/"])
def test_no_page_lets_itself_be_framed(world: World, address: str) -> None:
    answer = world.client("manager").get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert (answer.headers["X-Frame-Options"], "frame-ancestors 'none'" in policy) == ("DENY", True)


def test_a_forgotten_password_tells_nothing_of_who_is_known(world: World) -> None:
    def ask(address: str) -> tuple[int, str, int]:
        mail.outbox.clear()
        answer = Client().post("/accounts/password/reset/", {"email": address})
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return answer.status_code, f"{answer.headers.get('Location')} {text}", len(mail.outbox)

    assert ask("manager@example.nl") == ask("nobody@example.nl")
