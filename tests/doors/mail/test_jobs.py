"""Who gets which report, when, and how often: once, late rather than never, and never four at a time."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as sent_mail

import toonbank.doors.mail.jobs  # noqa: F401 - registers them
from tests.world import World
from toonbank.jobs import worker
from toonbank.jobs.claim import FIRST_PAUSE
from toonbank.jobs.models import Job, Outbox
from toonbank.shops.mails import change_report_hour, choose_mails
from toonbank.shops.members import remove_member
from toonbank.shops.models import Member, Role, Shop, User

MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def shop(world: World) -> World:
    world.log(world.offer("glass", "bought"), world.offer("case", "declined"))
    return world


def work(now: datetime) -> list[str]:
    """Who got something in this round: "owner week:202647"."""
    before = len(sent_mail.outbox)
    worker.work(lambda: now)
    return sorted(_said(message) for message in sent_mail.outbox[before:])


def _said(message: Any) -> str:
    name = message.to[0].partition("@")[0]
    return f"{name} {message.attachments[0].filename if message.attachments else 'day'}"


def test_owner_and_head_office_get_the_week_by_themselves(shop: World) -> None:
    assert work(MONDAY - 2 * HOUR) == ["head_office fix-go-2026-W46.pdf", "owner utrecht-2026-W46.pdf"]
    assert work(MONDAY) == ["head_office fix-go-2026-W47.pdf", "owner utrecht-2026-W47.pdf"]
    assert work(MONDAY + HOUR) == []
    assert work(MONDAY + 6 * DAY) == []


def test_off_on_monday_it_comes_late(shop: World) -> None:
    assert "owner utrecht-2026-W47.pdf" in work(MONDAY + 3 * DAY)


def test_after_ten_weeks_off_only_the_newest(shop: World) -> None:
    work(MONDAY)
    assert work(MONDAY + 10 * WEEK) == ["head_office fix-go-2027-W04.pdf", "owner utrecht-2027-W04.pdf"]


def test_a_job_that_waited_a_week_gives_way_to_the_next(shop: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*given: object) -> Iterable[Outbox]:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("toonbank.doors.mail.jobs.weekly", breaks)
        broken.setattr("toonbank.doors.mail.jobs.chain_weekly", breaks)
        assert work(MONDAY) == []
    assert work(MONDAY + WEEK) == ["head_office fix-go-2026-W48.pdf", "owner utrecht-2026-W48.pdf"]
    assert not Job.objects.filter(done_at=None).exists()


def test_a_job_that_failed_once_is_done_a_minute_later(shop: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*given: object) -> Iterable[Outbox]:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("toonbank.doors.mail.jobs.weekly", breaks)
        assert work(MONDAY) == ["head_office fix-go-2026-W47.pdf"]
    assert work(MONDAY + FIRST_PAUSE) == ["owner utrecht-2026-W47.pdf"]


def test_another_hour_counts_at_once(shop: World) -> None:
    work(MONDAY - 2 * HOUR)
    change_report_hour(shop.shop, 12)
    assert work(MONDAY) == []
    change_report_hour(Shop.objects.get(pk=shop.shop.pk), 5)
    assert "owner utrecht-2026-W47.pdf" in work(MONDAY)
    change_report_hour(Shop.objects.get(pk=shop.shop.pk), 9)
    assert work(MONDAY + 2 * HOUR) == []


def test_each_shop_on_its_own_clock(shop: World) -> None:
    shop.log(shop.offer("glass", "bought"))
    Shop.objects.filter(pk=shop.neighbour.pk).update(timezone="America/New_York")
    from tests.world import NOW
    from toonbank.ledger.models import Source
    from toonbank.ledger.record import record_ticket

    document = shop.document(employee=None, service_type=None)
    record_ticket(shop.seat("outsider"), document, Source.COUNTER, NOW)
    assert "outsider bike-barn-2026-W47.pdf" not in work(MONDAY)
    assert work(MONDAY + 5 * HOUR) == ["outsider bike-barn-2026-W47.pdf"]


def test_a_chain_waits_for_its_last_shop(shop: World) -> None:
    work(MONDAY - 2 * HOUR)
    Shop.objects.filter(pk=shop.neighbour.pk).update(chain=shop.chain, timezone="America/New_York")
    assert work(MONDAY) == ["owner utrecht-2026-W47.pdf"]
    assert work(MONDAY + 5 * HOUR) == ["head_office fix-go-2026-W47.pdf"]


def test_a_shop_that_never_logged_anything_is_left_in_peace(world: World) -> None:
    """The chain's head office hears of it all the same."""
    assert work(MONDAY) == ["head_office fix-go-2026-W47.pdf"]


def test_member_of_two_shops(shop: World) -> None:
    Member.objects.create(user=shop.users["outsider"], shop=shop.shop, role=Role.OWNER)
    assert work(MONDAY) == [
        "head_office fix-go-2026-W47.pdf",
        "outsider utrecht-2026-W47.pdf",
        "owner utrecht-2026-W47.pdf",
    ]


def test_who_may_not_see_the_numbers_gets_none(shop: World) -> None:
    Member.objects.filter(pk=shop.members["counter"].pk).update(mail_week=True, mail_day=True)
    User.objects.filter(pk=shop.users["owner"].pk).update(is_active=False)
    assert work(MONDAY) == ["head_office fix-go-2026-W47.pdf"]


def test_each_chooses(shop: World) -> None:
    choose_mails(shop.members["owner"], week=False, day=True)
    choose_mails(shop.members["manager"], week=True)
    choose_mails(shop.members["head_office"], week=False)
    assert work(MONDAY) == ["manager utrecht-2026-W47.pdf", "owner day"]
    assert work(MONDAY + HOUR) == []


def test_no_daily_check_of_a_day_the_shop_is_closed(shop: World) -> None:
    choose_mails(shop.members["owner"], week=False, day=True)
    choose_mails(shop.members["head_office"], week=False)
    assert work(MONDAY + DAY) == []


@pytest.mark.parametrize("leaves", ["removed", "stopped", "counter", "inactive"])
def test_who_left_while_the_mail_waited_gets_nothing(shop: World, settings: Any, leaves: str) -> None:
    backend = settings.EMAIL_BACKEND
    # A server that cannot be reached: the mails are written and wait.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    choose_mails(shop.members["manager"], week=True)
    worker.work(lambda: MONDAY)
    assert Outbox.objects.filter(sent_at=None).count() == 3
    settings.EMAIL_BACKEND = backend
    member = shop.members["manager"]
    if leaves == "removed":
        remove_member(member)
    elif leaves == "stopped":
        choose_mails(member, week=False)
    elif leaves == "counter":
        Member.objects.filter(pk=member.pk).update(role=Role.COUNTER)
    else:
        User.objects.filter(pk=member.user_id).update(is_active=False)
    assert work(MONDAY + HOUR) == ["head_office fix-go-2026-W47.pdf", "owner utrecht-2026-W47.pdf"]
    assert not Outbox.objects.filter(recipient="manager@example.nl").exists()


def test_a_new_address_counts_at_once(shop: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    worker.work(lambda: MONDAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    User.objects.filter(pk=shop.users["owner"].pk).update(email="nieuw@example.nl")
    assert "nieuw utrecht-2026-W47.pdf" in work(MONDAY + HOUR)


def test_without_a_mail_server_nothing_is_used_up(shop: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    worker.work(lambda: MONDAY)
    assert (Job.objects.exclude(kind="round").count(), Outbox.objects.count()) == (0, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "owner utrecht-2026-W47.pdf" in work(MONDAY + 2 * DAY)


def test_planning_costs_the_same_whatever_there_is(shop: World, django_assert_num_queries: Any) -> None:
    work(MONDAY)
    with django_assert_num_queries(4):
        worker.plan(MONDAY + HOUR)
