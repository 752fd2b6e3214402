"""The work that waits for its hour: rounds with a pause between them, in a thread or in a process."""

import logging
import threading
from multiprocessing import util

from django.db import close_old_connections, connections
from django.utils import timezone

# What registers the jobs there are.
import toonbank.doors.mail.jobs  # noqa: F401
from toonbank.jobs.worker import Round, work

log = logging.getLogger("toonbank.jobs")

PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 20.0, 300.0
# Planning looks at every shop; five minutes late is early enough for it.
ROUNDS_PER_PLAN = 15
# The server answers its first visitors before anything else happens.
START_SECONDS = 5.0
STOP_SECONDS = 5.0


def in_background() -> threading.Thread:
    """Beside the web server, until its process ends."""
    stop = threading.Event()
    thread = threading.Thread(
        target=rounds, args=(stop,), kwargs={"start": START_SECONDS}, name="toonbank-worker", daemon=True
    )
    thread.start()
    util.Finalize(None, _stop, args=(stop, thread), exitpriority=10)
    return thread


def rounds(stop: threading.Event, start: float = 0.0) -> None:
    """Until told to stop. What goes wrong in a round is told once and tried again, later each time."""
    wait, told, number = start, "", 0
    while not stop.wait(wait):
        problem = one_round(stop, planning=number % ROUNDS_PER_PLAN == 0)
        # A plan that failed is made in the next round.
        number += not problem
        if problem and problem != told:
            log.error("a round of work failed: %s", problem)
        wait = min(2 * max(wait, PAUSE_SECONDS), LONGEST_PAUSE_SECONDS) if problem else PAUSE_SECONDS
        told = problem
    connections.close_all()


def one_round(stop: threading.Event, planning: bool) -> str:
    """ "" or what went wrong: a busy, moved or stopped database is no reason to end."""
    try:
        work(timezone.now, stop.is_set, planning)
        # A connection of a pool goes back between rounds; one that broke is not kept.
        close_old_connections()
    except Exception as error:
        connections.close_all()
        return f"{type(error).__name__}: {error}"
    return ""


def once() -> Round:
    return work(timezone.now)


def _stop(stop: threading.Event, thread: threading.Thread) -> None:
    stop.set()
    thread.join(STOP_SECONDS)
