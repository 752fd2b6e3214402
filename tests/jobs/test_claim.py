"""A row is worked on by one at a time, tried again later each time, and given up in the end."""

from datetime import timedelta

import pytest

from tests.jobs.conftest import MONDAY
from toonbank.jobs.claim import (
    LEASE,
    LONGEST_PAUSE,
    MOST_TRIES,
    claim,
    give_back,
    give_up,
    ours,
    pause,
    take,
)
from toonbank.jobs.models import Job

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def job(key: str = "a", **fields: object) -> Job:
    return Job.objects.create(**{"kind": "test", "key": key, "due_at": MONDAY, **fields})


def test_the_longest_due_comes_first_and_only_once() -> None:
    job("later", due_at=MONDAY - SECOND)
    job("first", due_at=MONDAY - 2 * SECOND)
    job("not yet", due_at=MONDAY + SECOND)
    job("done", done_at=MONDAY)
    found = [claimed.key for _ in range(4) if (claimed := claim(Job, MONDAY))]
    assert found == ["first", "later"]


def test_two_who_saw_the_same_row_do_not_both_get_it() -> None:
    one = job()
    other = Job.objects.get()
    assert (take(one, MONDAY), take(other, MONDAY)) == (True, False)
    assert (one.tries, Job.objects.get().tries) == (1, 1)


def test_a_lease_that_ran_out_is_taken_over_and_the_first_has_lost_it() -> None:
    job()
    dead = claim(Job, MONDAY)
    assert dead
    assert claim(Job, MONDAY + LEASE - SECOND) is None
    heir = claim(Job, MONDAY + LEASE)
    assert heir
    assert (ours(dead).count(), ours(heir).count()) == (0, 1)
    give_back(dead, MONDAY, "too late")
    assert Job.objects.get().error == ""


def test_each_try_comes_later_and_the_last_one_keeps_its_error() -> None:
    job()
    now, waits = MONDAY, []
    while claimed := claim(Job, now):
        give_back(claimed, now, "No \n luck")
        waits.append(Job.objects.get().due_at - now)
        now = Job.objects.get().due_at
    assert len(waits) == MOST_TRIES
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_PAUSE
    assert timedelta(days=2) < sum(waits[:-1], timedelta()) < timedelta(days=4)
    assert (Job.objects.get().error, Job.objects.get().done_at) == ("No luck", None)


def test_given_up_at_once() -> None:
    job()
    claimed = claim(Job, MONDAY)
    assert claimed
    give_up(claimed, "x" * 300)
    assert claim(Job, MONDAY + timedelta(days=30)) is None
    assert Job.objects.get().error == "x" * 200


def test_the_pause_never_overflows() -> None:
    assert pause(10_000) == LONGEST_PAUSE
