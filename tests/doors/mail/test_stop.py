"""Ending mail from the mail itself: no log-in, no cookie, one press; a link only followed does nothing."""

import pytest
from django.test import Client

from tests.world import World
from toonbank.doors.mail.letters import stop_address
from toonbank.shops.members import remove_member
from toonbank.shops.models import Member


def path(world: World, name: str = "owner", kind: str = "week") -> str:
    return stop_address(world.members[name], kind).removeprefix("http://127.0.0.1:8000")


def stranger() -> Client:
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def choices(world: World, name: str = "owner") -> tuple[bool | None, bool]:
    member = Member.objects.get(pk=world.members[name].pk)
    return member.mail_week, member.mail_day


def test_followed_it_only_asks(world: World) -> None:
    page = stranger().get(path(world))
    assert (page.status_code, choices(world)) == (200, (None, False))
    text = page.content.decode()
    assert "Do you no longer want the weekly report by mail?" in text
    assert (world.shop.name.replace("&", "&amp;") in text, "owner@example.nl" in text) == (True, False)


@pytest.mark.parametrize(("kind", "after"), [("week", (False, True)), ("day", (None, False))])
def test_one_press_ends_that_one(world: World, kind: str, after: tuple[bool | None, bool]) -> None:
    Member.objects.filter(pk=world.members["owner"].pk).update(mail_day=True)
    for _twice in range(2):
        answer = stranger().post(path(world, kind=kind), {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, choices(world)) == (200, after)
    assert "no longer comes by mail" in answer.content.decode()


def test_head_office_of_a_chain(world: World) -> None:
    assert stranger().post(path(world, "head_office", "chain_week")).status_code == 200
    assert choices(world, "head_office") == (False, False)


def test_no_other_link_does_anything(world: World) -> None:
    good = path(world)
    for wrong in (good.replace("/stop/", "/stop/x"), "/mail/stop/abc/", "/mail/stop/a:b:c/"):
        assert (stranger().post(wrong).status_code, choices(world)) == (404, (None, False))


def test_who_has_left(world: World) -> None:
    link = path(world, "manager")
    remove_member(world.members["manager"])
    assert [stranger().get(link).status_code, stranger().post(link).status_code] == [404, 404]


def test_wrong_method(world: World) -> None:
    assert stranger().put(path(world)).status_code == 405
