"""The page about mail: choices, the hour, a look at it, one to try."""

from typing import Any

import pytest
from django.core import mail as sent_mail

from tests.world import World
from toonbank.jobs.models import Outbox
from toonbank.shops.models import Member, Shop

MAIL = "/utrecht/reports/mail/"


def choices(world: World, name: str) -> tuple[bool | None, bool]:
    member = Member.objects.get(pk=world.members[name].pk)
    return member.mail_week, member.mail_day


def said(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize(("name", "week"), [("owner", True), ("manager", False), ("head_office", True)])
def test_it_shows_what_is_usual_for_the_role(world: World, name: str, week: bool) -> None:
    page = world.client(name).get(MAIL)
    assert (page.status_code, page.context["form"].initial["week"]) == (200, week)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [({"week": "on", "day": "on"}, (True, True)), ({"day": "on"}, (False, True)), ({}, (False, False))],
)
def test_a_member_chooses(world: World, sent: dict[str, str], kept: tuple[bool, bool]) -> None:
    assert world.client("manager").post(MAIL, sent).status_code == 302
    assert choices(world, "manager") == kept
    assert choices(world, "owner") == (None, False)


def test_a_head_office_has_no_day(world: World) -> None:
    client = world.client("head_office")
    assert client.post(MAIL, {"week": "on", "day": "on"}).status_code == 302
    assert choices(world, "head_office") == (True, False)
    assert "kind=day" not in client.get(MAIL).content.decode()


def test_the_owner_sets_the_hour_and_sees_who_gets_what(world: World) -> None:
    client = world.client("owner")
    assert client.post(f"{MAIL}hour/", {"report_hour": "18"}).status_code == 302
    assert Shop.objects.get(pk=world.shop.pk).report_hour == 18
    world.client("manager").post(MAIL, {"week": "on", "day": "on"})
    page = client.get(MAIL, headers={"accept-language": "en"})
    assert page.context["others"] == [
        ("manager@example.nl", "weekly report, daily check"),
        ("owner@example.nl", "weekly report"),
    ]
    assert world.client("manager").get(MAIL).context["others"] is None


@pytest.mark.parametrize("wrong", ["24", "-1", "x", ""])
def test_a_wrong_hour(world: World, wrong: str) -> None:
    answer = world.client("owner").post(f"{MAIL}hour/", {"report_hour": wrong}, follow=True)
    assert said(answer) == ["Kies een uur van 0 tot en met 23."]
    assert Shop.objects.get(pk=world.shop.pk).report_hour == 7


@pytest.mark.parametrize(
    ("name", "kind", "subject"),
    [
        ("manager", "week", "Fix & Go Utrecht, week"),
        ("manager", "day", "Fix & Go Utrecht, "),
        ("manager", "nonsense", "Fix & Go Utrecht, week"),
        ("head_office", "week", "Fix & Go, week"),
    ],
)
def test_one_to_try(world: World, name: str, kind: str, subject: str) -> None:
    client = world.client(name)
    assert said(client.post(f"{MAIL}test/", {"kind": kind}, follow=True)) == [
        f"Verstuurd naar {name}@example.nl."
    ]
    (message,) = sent_mail.outbox
    assert message.to == [f"{name}@example.nl"]
    assert message.subject.startswith(subject)
    again = client.post(f"{MAIL}test/", {"kind": kind}, follow=True)
    assert said(again) == ["Er is er net één verstuurd: wacht een minuut met de volgende."]
    assert len(sent_mail.outbox) == 1


def test_what_the_mail_server_said(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    (told,) = said(world.client("owner").post(f"{MAIL}test/", {"kind": "week"}, follow=True))
    assert told.startswith("De mailserver nam de mail niet aan: ConnectionRefusedError")
    assert not Outbox.objects.exists()


def test_it_says_when_there_is_no_mail_server(world: World, settings: Any) -> None:
    client = world.client("owner")
    assert "TOONBANK_EMAIL_URL" not in client.get(MAIL).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "TOONBANK_EMAIL_URL" in client.get(MAIL).content.decode()
