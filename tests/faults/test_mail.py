"""The server by itself mails the week that is due, beside its visitors, and ends when told."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.served import Served, prepared
from tests.jobs.post_office import PostOffice

TICKET = """
import django
django.setup()
from django.utils import timezone
from toonbank.ledger.document import Document
from toonbank.ledger.record import record_ticket
from toonbank.lib.uuid7 import uuid7
from toonbank.shops.access import TOKEN_SCOPES, Seat
from toonbank.shops.models import Shop
seat = Seat(Shop.objects.get(slug="utrecht"), frozenset(TOKEN_SCOPES))
record_ticket(seat, Document(uuid7(), 1, timezone.now()), "api", timezone.now())
"""
THREADS = (
    "import threading, toonbank.wsgi; print(sorted(one.name for one in threading.enumerate()"
    " if one.name == 'toonbank-worker'))"
)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


@pytest.fixture
def served(tmp_path: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    plain = Served.environment
    mail = {"TOONBANK_EMAIL_URL": f"smtp://127.0.0.1:{office.port}"}
    with monkeypatch.context() as changed:
        changed.setattr(Served, "environment", property(lambda self: {**plain.__get__(self), **mail}))
        with prepared(tmp_path) as running:
            yield running


def test_a_server_mails_the_week_once_and_ends_when_told(served: Served, office: PostOffice) -> None:
    served.python(TICKET)
    served.start()
    for _ in range(600):
        if len(office.accepted) >= 2:
            break
        time.sleep(0.1)
    assert office.recipients() == ["head_office@example.nl", "owner@example.nl"]
    assert f"http://127.0.0.1:{served.port}/mail/stop/" in office.accepted[0]["List-Unsubscribe"]
    served.stop()
    assert "Traceback" not in served.log.read_text()
    # Whoever comes after it finds nothing left to send.
    assert '"sent": 0' in served.toonbank("work", "--once", "--json").stdout
    assert len(office.accepted) == 2


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("more", "threads"),
    [
        ({}, "[]"),
        ({"TOONBANK_SERVED_AT": "http://127.0.0.1:8000/"}, "['toonbank-worker']"),
        ({"TOONBANK_SERVED_AT": "http://127.0.0.1:8000/", "TOONBANK_WORKER": "off"}, "[]"),
    ],
)
def test_only_a_server_works_and_not_when_it_is_switched_off(
    tmp_path: Path, more: dict[str, str], threads: str
) -> None:
    environment = {**Served(tmp_path, f"sqlite:///{tmp_path / 'toonbank.sqlite3'}").environment, **more}
    command = [sys.executable, "-c", THREADS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == (threads, "")
