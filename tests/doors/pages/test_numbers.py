"""The owner's numbers and the week page."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.metrics.worlds import Place, detail_shop
from toonbank.catalog.models import Addon
from toonbank.shops.members import invite
from toonbank.shops.models import Role, User
from toonbank.shops.setup import open_shop


@pytest.fixture
def place(db: None) -> Place:
    return detail_shop()


def entered(place: Place, role: str) -> Client:
    return logged_in(invite(place.shop, f"{role}@toonbank.example", role)[0].user)


def logged_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


ADDRESSES = (
    "/glans-en-gloria/numbers/?week=2026-W46",
    "/glans-en-gloria/week/2026-W46/",
    "/glans-en-gloria/week/",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", [Role.OWNER, Role.MANAGER])
def test_owner_and_manager_read(place: Place, address: str, role: str) -> None:
    assert entered(place, role).get(address).status_code == 200


def test_shows_the_known_numbers(place: Place) -> None:
    address = "/glans-en-gloria/numbers/?from=2026-11-09&to=2026-11-15"
    page = entered(place, Role.OWNER).get(address).content.decode()
    assert "Interieurprotectant: 40 times offered, 10 times bought (25 %)." in page
    assert "14 – 40 %" in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_counter_staff_may_not(place: Place, address: str) -> None:
    assert entered(place, Role.COUNTER).get(address).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_outsider_finds_nothing(place: Place, address: str) -> None:
    other = open_shop("Elders", owner_email="elders@toonbank.example").owner
    assert other is not None
    client = logged_in(other)
    answers = {
        told(client.get(address.replace("glans-en-gloria", slug)), slug)
        for slug in ("glans-en-gloria", "nergens")
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def told(answer: HttpResponse, slug: str) -> tuple[int, str]:
    """What a page tells: without its one-time token and the address that was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, page.replace(slug, "…")


def test_wrong_method(place: Place) -> None:
    assert entered(place, Role.OWNER).post("/glans-en-gloria/week/").status_code == 405


@pytest.mark.parametrize(
    "address", ["?week=2026-W99", "?from=2026-11-15&to=2026-11-09", "?from=2026-11-09", "?to=31-12-2026"]
)
def test_bad_period_is_refused_in_words(place: Place, address: str) -> None:
    assert entered(place, Role.OWNER).get(f"/glans-en-gloria/numbers/{address}").status_code == 422


def test_name_with_html_is_inert_also_in_the_picture(place: Place) -> None:
    Addon.objects.filter(shop=place.shop).update(category='<img src=x onerror="alert(1)">')
    page = entered(place, Role.OWNER).get("/glans-en-gloria/numbers/?week=2026-W46").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
