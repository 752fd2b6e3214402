"""Tills that save as fast as they get answers, and how that went."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

from tests.faults.served import Served, Till


@dataclass
class Sold:
    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    # Of each till.
    counts: list[int] = field(default_factory=list)

    def slowest(self, share: float) -> float:
        """The wait that this share of the saves stayed within."""
        return sorted(self.waits)[int(share * (len(self.waits) - 1))]


def at_once(served: Served, tills: int, seconds: float) -> Sold:
    """A till's count begins when all are there: nobody starts while others are still being made."""
    ready, each = threading.Barrier(tills), [Sold() for _ in range(tills)]

    def work(sold: Sold) -> None:
        ready.wait()
        _sell(Till(served), sold, seconds, 0)

    threads = [threading.Thread(target=work, args=(one,)) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = sum((one.statuses for one in each), Counter[int]())
    return Sold(statuses, [wait for one in each for wait in one.waits], [len(one.waits) for one in each])


def sell(served: Served, seconds: float, pause: float) -> Sold:
    sold = Sold()
    _sell(Till(served), sold, seconds, pause)
    return sold


def _sell(till: Till, sold: Sold, seconds: float, pause: float) -> None:
    finish = time.monotonic() + seconds
    while (asked := time.monotonic()) < finish:
        status, _answer = till.send("PUT", f"tickets/{uuid4()}", till.served.ticket())
        sold.waits.append(time.monotonic() - asked)
        sold.statuses[status] += 1
        time.sleep(pause)
