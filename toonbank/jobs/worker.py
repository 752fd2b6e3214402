"""One round of work: plan what should exist, run what is due, send what waits."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from toonbank.jobs import registry
from toonbank.jobs.claim import claim, give_back, ours
from toonbank.jobs.models import Job, Outbox
from toonbank.jobs.outbox import send_due
from toonbank.lib.errors import ToonbankError

log = logging.getLogger("toonbank.jobs")

KEPT = timedelta(days=90)
LOOKED_UP = 500
ROUND = ("round", "worker")
# A sign of life costs a write, so it is not given every round.
SIGN_OF_LIFE = timedelta(minutes=5)

Clock = Callable[[], datetime]
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Round:
    """What one round did; `error` when the mail server could not be reached."""

    ran: int
    failed: int
    sent: int
    error: str = ""


def never() -> bool:
    return False


def work(clock: Clock, stop: Stop = never, planning: bool = True) -> Round:
    """Everything that is due. Safe to run in any number of processes at once, and to be killed anywhere."""
    if planning:
        plan(clock())
    ran = failed = 0
    while not stop() and (job := claim(Job, clock(), kind__in=list(registry.runs))):
        done = run(job, clock)
        ran, failed = ran + done, failed + (not done)
    sent = send_due(clock, stop)
    _sign_of_life(clock())
    return Round(ran, failed, sent.sent, sent.error)


def plan(now: datetime) -> None:
    """Makes the jobs that should exist and do not, and forgets what ended long ago."""
    wanted = [job for made in registry.plans for job in made(now)]
    if missing := list(_missing(wanted)):
        Job.objects.bulk_create(missing, ignore_conflicts=True)
        Job.objects.filter(done_at__lt=now - KEPT).delete()
        Outbox.objects.filter(created_at__lt=now - KEPT).delete()


def run(job: Job, clock: Clock) -> bool:
    """False when it has to be tried again."""
    try:
        mails = list(registry.runs[job.kind](job, clock()))
        _finish(job, mails, clock())
    except Exception as error:
        log.exception("%s %s failed at try %s", job.kind, job.key, job.tries)
        give_back(job, clock(), _name(error))
        return False
    return True


def _missing(wanted: list[Job]) -> Iterable[Job]:
    for at in range(0, len(wanted), LOOKED_UP):
        some = wanted[at : at + LOOKED_UP]
        there = set(
            Job.objects.filter(key__in=[job.key for job in some]).values_list("kind", "key").iterator()
        )
        yield from (job for job in some if (job.kind, job.key) not in there)


def _finish(job: Job, mails: list[Outbox], now: datetime) -> None:
    """The end and the mails in one transaction: never one without the other."""
    with transaction.atomic():
        if ours(job).update(done_at=now, held_until=None, error=""):
            Outbox.objects.bulk_create(mails, ignore_conflicts=True)


def _name(error: Exception) -> str:
    # Its text might hold what people typed.
    return error.code if isinstance(error, ToonbankError) else type(error).__name__


def _sign_of_life(now: datetime) -> None:
    kind, key = ROUND
    seen = Job.objects.filter(kind=kind, key=key)
    if seen.filter(done_at__gt=now - SIGN_OF_LIFE).exists():
        return
    if not seen.update(done_at=now):
        Job.objects.bulk_create([Job(kind=kind, key=key, due_at=now, done_at=now)], ignore_conflicts=True)
