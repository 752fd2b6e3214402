"""The tickets behind the numbers, and correcting them."""

import pytest
from django.http import HttpResponse

from tests.world import World
from toonbank.ledger.models import Entry, Ticket
from toonbank.ledger.sent import Recorded


@pytest.fixture
def logged(world: World) -> Recorded:
    return world.log(world.offer("glass", "bought"), world.offer("case", "declined"))


def address(world: World, logged: Recorded, more: str = "") -> str:
    return f"/{world.shop.slug}/tickets/{logged.document.uuid}/{more}"


def post(world: World, logged: Recorded, who: str = "manager", **fields: object) -> HttpResponse:
    return world.client(who).post(address(world, logged, "correct/"), {"revision": 1, **fields})


def test_a_day_lists_its_tickets(world: World, logged: Recorded) -> None:
    page = world.client("manager").get(f"/{world.shop.slug}/tickets/?day=2026-11-22")
    assert page.status_code == 200
    assert str(logged.document.uuid) in page.content.decode()
    other = world.client("manager").get(f"/{world.shop.slug}/tickets/?day=2026-11-01")
    assert str(logged.document.uuid) not in other.content.decode()


def test_void_and_put_back_keep_every_version(world: World, logged: Recorded) -> None:
    assert post(world, logged, act="void").status_code == 302
    assert Ticket.objects.get().status == "void"
    assert post(world, logged, act="restore", revision=2).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.offers.count(), Entry.objects.count()) == ("closed", 2, 3)
    page = world.client("manager").get(address(world, logged)).content.decode()
    assert all(f"Versie {number}" in page or f"Version {number}" in page for number in (1, 2, 3))


def test_an_outcome_can_be_corrected(world: World, logged: Recorded) -> None:
    addon = world.addons["case"].pk
    assert post(world, logged, act="outcome", addon=addon, outcome="bought").status_code == 302
    assert Ticket.objects.get().offers.get(addon_id=addon).bought == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"act": "void", "revision": 7}, 409),
        ({"act": "void", "revision": ""}, 422),
        ({"act": "outcome", "addon": 0, "outcome": "bought"}, 422),
        ({"act": "outcome", "addon": "x", "outcome": "bought"}, 422),
    ],
)
def test_what_cannot_be_is_refused(
    world: World, logged: Recorded, fields: dict[str, object], status: int
) -> None:
    assert post(world, logged, **fields).status_code == status
    assert Entry.objects.count() == 1


def test_only_managers_correct_and_nobody_next_door_looks(world: World, logged: Recorded) -> None:
    assert post(world, logged, "head_office", act="void").status_code == 403
    assert post(world, logged, "outsider", act="void").status_code == 404
    assert world.client("head_office").get(address(world, logged)).status_code == 200
    assert world.client("outsider").get(address(world, logged)).status_code == 404
    assert world.client("counter").get(address(world, logged)).status_code == 403
    assert world.client("manager").get(address(world, logged, "correct/")).status_code == 405
