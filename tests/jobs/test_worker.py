"""One round: what should exist is made once, what fails is kept, what ends leaves its mails."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as sent_mail

from tests.jobs.conftest import MONDAY
from toonbank.jobs import registry
from toonbank.jobs.claim import LEASE, claim
from toonbank.jobs.models import Job, Outbox
from toonbank.jobs.status import status
from toonbank.jobs.worker import KEPT, Round, run, work
from toonbank.lib.errors import Refused

pytestmark = pytest.mark.django_db


def letter(key: str, **fields: Any) -> Outbox:
    usual = {"recipient": f"{key}@example.nl", "subject": "Week", "text": "Hallo"}
    return Outbox(**{"key": key, **usual, "created_at": MONDAY, "due_at": MONDAY, **fields})


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(now: datetime) -> Iterable[Job]:
        return [Job(kind="mails", key="mails:1", due_at=now)]

    def mails(job: Job, now: datetime) -> Iterable[Outbox]:
        return [letter("sam"), letter("noor")]

    monkeypatch.setattr(registry, "plans", [plan])
    monkeypatch.setattr(registry, "runs", {"mails": mails})
    monkeypatch.setattr(registry, "addresses", [])


def now() -> datetime:
    return MONDAY


def test_a_round_plans_runs_and_sends() -> None:
    assert work(now) == Round(ran=1, failed=0, sent=2)
    assert [message.to for message in sent_mail.outbox] == [["sam@example.nl"], ["noor@example.nl"]]
    assert work(now) == Round(ran=0, failed=0, sent=0)
    assert Job.objects.get(kind="mails").done_at == MONDAY


def test_what_was_sent_keeps_no_contents() -> None:
    work(now)
    kept = Outbox.objects.values_list("text", "html", "attachment", "sent_at").distinct()
    assert list(kept) == [("", "", None, MONDAY)]


def test_run_twice_it_still_leaves_one_mail_each() -> None:
    Job.objects.create(kind="mails", key="mails:1", due_at=MONDAY)
    first = claim(Job, MONDAY)
    second = claim(Job, MONDAY + LEASE)
    assert first
    assert second
    assert (run(second, now), run(first, now)) == (True, True)
    Job.objects.update(done_at=None, held_until=None)
    work(now)
    assert Outbox.objects.count() == len(sent_mail.outbox) == 2


def test_a_failure_is_kept_without_what_people_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(job: Job, now: datetime) -> Iterable[Outbox]:
        raise ValueError("Screen protector of Mrs Jansen")

    monkeypatch.setitem(registry.runs, "mails", breaks)
    assert work(now) == Round(ran=0, failed=1, sent=0)
    found = Job.objects.get(kind="mails")
    assert (found.error, found.done_at, found.due_at) == ("ValueError", None, MONDAY + timedelta(minutes=1))
    assert status().error == "ValueError"


def test_a_refusal_is_kept_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(job: Job, now: datetime) -> Iterable[Outbox]:
        raise Refused("week_invalid", "That is not a week")

    monkeypatch.setitem(registry.runs, "mails", refuses)
    work(now)
    assert Job.objects.get(kind="mails").error == "week_invalid"


def test_a_kind_nobody_knows_waits_for_a_version_that_does() -> None:
    Job.objects.create(kind="of_tomorrow", key="x", due_at=MONDAY)
    work(now)
    assert Job.objects.get(kind="of_tomorrow").tries == 0


def test_nobody_wants_it_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(mail: Outbox) -> str | None:
        return None if mail.key == "sam" else "elsewhere@example.nl"

    monkeypatch.setattr(registry, "addresses", [gone])
    work(now)
    assert [message.to for message in sent_mail.outbox] == [["elsewhere@example.nl"]]
    assert not Outbox.objects.filter(key="sam").exists()


def test_what_ended_long_ago_is_forgotten() -> None:
    work(now)
    Job.objects.filter(kind="mails").update(key="mails:0")
    work(lambda: MONDAY + KEPT + timedelta(minutes=1))
    assert list(Job.objects.filter(kind="mails").values_list("key", flat=True)) == ["mails:1"]


def test_a_sign_of_life_every_five_minutes() -> None:
    seen = []
    for minutes in (0, 4, 5):
        work(lambda at=minutes: MONDAY + timedelta(minutes=at))
        seen.append(status().last_round)
    assert seen == [MONDAY, MONDAY, MONDAY + timedelta(minutes=5)]
    assert Job.objects.filter(kind="round").count() == 1


def test_told_to_stop_it_starts_nothing_new() -> None:
    assert work(now, lambda: True) == Round(ran=0, failed=0, sent=0)
    assert Job.objects.get(kind="mails").tries == 0
