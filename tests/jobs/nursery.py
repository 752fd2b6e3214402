"""`python -m tests.jobs.nursery NOW`: a worker that has read what it needs. For each number it is given
it forks one round of work that kills itself before its n-th write, and tells whether that came about.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any


def main(now: datetime) -> None:
    import django

    django.setup()
    from tests.jobs import small_week

    small_week.register()

    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            round_that_dies(now, int(line))
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else f"ended {status}", flush=True)


def round_that_dies(now: datetime, writes: int) -> None:
    from django.db import connection

    from toonbank.jobs.worker import work

    left = writes

    def deadly(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        left -= sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(deadly):
        work(lambda: now)


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
