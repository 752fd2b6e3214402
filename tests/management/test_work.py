"""`toonbank work`: once, in rounds, and how it stands."""

import json
import signal
import subprocess
import threading
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as sent_mail
from django.core.management import call_command

from tests.browser.server import TOONBANK, Server, prepared
from tests.processes import end, following
from toonbank.jobs.models import Outbox
from toonbank.jobs.worker import Round
from toonbank.lib.errors import Busy
from toonbank.management import working


def run(*arguments: str) -> Any:
    said = StringIO()
    call_command("work", *arguments, "--json", stdout=said)
    return json.loads(said.getvalue())


def waiting(now: datetime) -> Outbox:
    usual = {"key": "test:1:member:0", "recipient": "sam@example.nl", "subject": "Week", "text": "Hallo"}
    return Outbox.objects.create(**usual, created_at=now, due_at=now)


@pytest.mark.django_db
def test_once_says_what_it_did() -> None:
    assert run("--once") == {"ran": 0, "failed": 0, "sent": 0, "error": ""}
    status = run("--status")
    assert status["last_round"]
    assert {**status, "last_round": None} == {
        "last_round": None,
        "jobs_waiting": 0,
        "jobs_given_up": 0,
        "mails_waiting": 0,
        "mails_given_up": 0,
        "error": "",
    }


@pytest.mark.django_db
def test_a_mail_of_nobody_is_dropped() -> None:
    from django.utils import timezone

    waiting(timezone.now())
    assert (run("--once")["sent"], Outbox.objects.count(), len(sent_mail.outbox)) == (0, 0, 0)


def test_rounds_go_on_whatever_happens(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    stop, waits, planned = threading.Event(), [], []

    class Patient:
        def wait(self, seconds: float) -> bool:
            waits.append(seconds)
            return len(waits) > 7

        is_set = stop.is_set

    outcomes = iter([Busy("busy", "busy"), Busy("busy", "busy"), OSError("disk"), None, None, None, None])

    def work(clock: object, stop: object, planning: bool) -> Round:
        outcome = next(outcomes)
        planned.append(planning)
        if outcome:
            raise outcome
        return Round(0, 0, 0)

    monkeypatch.setattr(working, "work", work)
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    monkeypatch.setattr(working.connections, "close_all", lambda: None)
    working.rounds(Patient(), start=5.0)  # type: ignore[arg-type]
    assert planned == [True, True, True, True, False, False, False]
    assert waits == [5.0, 40.0, 80.0, 160.0, 20.0, 20.0, 20.0, 20.0]
    assert [record.message for record in caplog.records] == [
        "a round of work failed: Busy: busy",
        "a round of work failed: OSError: disk",
    ]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Server:
    return prepared(tmp_path_factory.mktemp("installation"))


@pytest.mark.one_database
def test_apart_it_works_until_it_is_told_to_stop(installation: Server, tmp_path: Path) -> None:
    log = tmp_path / "work.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(TOONBANK), "work"],
            env=installation.environment,
            stdout=subprocess.PIPE,
            stderr=out,
            preexec_fn=following(signal.SIGTERM),
        )
        assert process.stdout
        assert process.stdout.readline()
        end(process, signal.SIGTERM)
        process.stdout.close()
    assert (process.returncode, log.read_text()) == (0, "")
