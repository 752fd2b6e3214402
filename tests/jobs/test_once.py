"""Exactly one mail per week and recipient: killed before any write, run by many at once, on a real database
with a real mail server."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

import toonbank.management.working  # noqa: F401 - registers the jobs
from tests.jobs import small_week
from tests.jobs.conftest import MONDAY
from tests.jobs.post_office import PostOffice
from tests.processes import following
from tests.world import World
from toonbank.jobs import registry
from toonbank.jobs.claim import LEASE
from toonbank.jobs.models import Job, Outbox
from toonbank.jobs.worker import work

WORKERS = 4
EVERYBODY = ["head_office@example.nl", "manager@example.nl", "owner@example.nl"]


@pytest.fixture
def due_world(open_world: World) -> Iterator[World]:
    """Three people want the week of a shop that logged something."""
    open_world.log(open_world.offer("glass", "bought"))
    member = open_world.members["manager"]
    member.mail_week = True
    member.save()
    yield open_world
    connections.close_all()


def test_killed_before_every_single_write_there_is_one_mail_each(
    transactional_db: None, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only between the mail server's yes and our note of it a second copy can't be ruled out: it then carries
    the same Message-ID."""
    for name, ours in (("plans", [small_week.plan]), ("runs", {"small": small_week.run}), ("addresses", [])):
        monkeypatch.setattr(registry, name, ours)
    doubles = 0
    with nursery(post_office) as die_before:
        for write in range(60):
            Job.objects.all().delete()
            Outbox.objects.all().delete()
            post_office.accepted.clear()
            told = die_before(write)
            work(lambda: MONDAY + LEASE + timedelta(minutes=1))
            got = Counter(post_office.recipients())
            ids = {str(message["Message-ID"]) for message in post_office.accepted}
            assert (write, sorted(got), len(ids)) == (write, EVERYBODY, 3)
            doubles += sum(got.values()) - 3
            if told != "killed":
                break
    assert told == "ended 0"
    assert write > 8
    # One for each mail: killed at the very write that notes it as sent.
    assert doubles == 3


def test_many_workers_at_once(due_world: World, post_office: PostOffice) -> None:
    start = Barrier(WORKERS)

    def one_worker(_number: int) -> None:
        start.wait()
        try:
            work(lambda: MONDAY)
        finally:
            connections.close_all()

    for _ in range(3):
        Job.objects.all().delete()
        Outbox.objects.all().delete()
        post_office.accepted.clear()
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(one_worker, range(WORKERS)))
        assert post_office.recipients() == EVERYBODY
        assert Outbox.objects.filter(sent_at=None).count() == 0


@contextmanager
def nursery(office: PostOffice) -> Iterator[Callable[[int], str]]:
    command = [sys.executable, "-m", "tests.jobs.nursery", MONDAY.isoformat()]
    with subprocess.Popen(
        command,
        env=environment(office),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        preexec_fn=following(signal.SIGTERM),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"

        def die_before(write: int) -> str:
            process.stdin.write(f"{write}\n")  # type: ignore[union-attr]
            return process.stdout.readline().strip()  # type: ignore[union-attr]

        try:
            yield die_before
        finally:
            process.stdin.close()


def environment(office: PostOffice) -> dict[str, str]:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        url = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    ours = {
        "TOONBANK_DATABASE_URL": url,
        "TOONBANK_EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
        "DJANGO_SETTINGS_MODULE": "toonbank.settings",
        "PYTHONPATH": os.getcwd(),
    }
    return {**os.environ, **ours}
