"""How the work stands: for the operator, and for the page where a shop looks at its mail."""

from dataclasses import dataclass
from datetime import datetime

from toonbank.jobs.claim import MOST_TRIES, unended
from toonbank.jobs.models import Job, Outbox
from toonbank.jobs.worker import ROUND


@dataclass(frozen=True)
class Status:
    """`error` is the newest thing that went wrong and has not been put right."""

    last_round: datetime | None
    jobs_waiting: int
    jobs_given_up: int
    mails_waiting: int
    mails_given_up: int
    error: str


def status() -> Status:
    kind, key = ROUND
    last = Job.objects.filter(kind=kind, key=key).values_list("done_at", flat=True).first()
    jobs, mails = unended(Job), unended(Outbox)
    failed = mails.exclude(error="").order_by("-due_at") or jobs.exclude(error="").order_by("-due_at")
    return Status(
        last,
        jobs.filter(tries__lt=MOST_TRIES).count(),
        jobs.filter(tries__gte=MOST_TRIES).count(),
        mails.filter(tries__lt=MOST_TRIES).count(),
        mails.filter(tries__gte=MOST_TRIES).count(),
        failed[0].error if failed else "",
    )
