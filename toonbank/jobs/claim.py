"""Who works on a row: claimed by one conditional UPDATE, held for a while, given back, given up."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from toonbank.jobs.models import Job, Outbox

# Longer than any report or mail takes: whoever holds a row longer than this is dead.
LEASE = timedelta(minutes=10)
# The pauses between them add up to three days.
MOST_TRIES = 20
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
LOOKED_AT = 20

Row = TypeVar("Row", Job, Outbox)
ENDED = {Job: "done_at", Outbox: "sent_at"}


def claim(model: type[Row], now: datetime, **only: Any) -> Row | None:
    """The row that has been due longest, ours until the lease runs out; None when nothing is due."""
    for row in due(model, now).filter(**only).order_by("due_at", "pk")[:LOOKED_AT]:
        if take(row, now):
            return row
    return None


def take(row: Row, now: datetime) -> bool:
    """Of two who saw the same row, only one raises the number of tries it saw."""
    seen = due(type(row), now).filter(pk=row.pk, tries=row.tries)
    if not seen.update(held_until=now + LEASE, tries=row.tries + 1):
        return False
    row.tries, row.held_until = row.tries + 1, now + LEASE
    return True


def due(model: type[Row], now: datetime) -> QuerySet[Row]:
    """Not ended, not given up, not held by somebody alive."""
    free = Q(held_until=None) | Q(held_until__lte=now)
    return unended(model).filter(free, due_at__lte=now, tries__lt=MOST_TRIES)


def unended(model: type[Row]) -> QuerySet[Row]:
    return model._default_manager.filter(**{ENDED[model]: None})


def ours(row: Row) -> QuerySet[Row]:
    """The row as long as nobody took over after our lease."""
    return unended(type(row)).filter(pk=row.pk, tries=row.tries)


def give_back(row: Row, now: datetime, error: str) -> None:
    """For another try, later each time; after the last one it is given up with the error kept."""
    ours(row).update(held_until=None, due_at=now + pause(row.tries), error=short(error))


def give_up(row: Row, error: str) -> None:
    ours(row).update(held_until=None, tries=MOST_TRIES, error=short(error))


def pause(tries: int) -> timedelta:
    """1, 2, 4 … minutes, six hours at most."""
    return min(FIRST_PAUSE * (1 << min(tries - 1, 16)), LONGEST_PAUSE)


def short(error: str) -> str:
    return " ".join(error.split())[:200]
