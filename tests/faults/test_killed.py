"""kill -9 under eight tills (row 5), and everything sent fifty times at once (rows 1 and 19).
The long form of the first is bench/soak_kill.py."""

from __future__ import annotations

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from tests.faults.kills import Soak
from tests.faults.served import Served, Till, counts

KILLS, TICKETS = 5, 200
UUIDS, AT_ONCE, ATTEMPTS = 100, 50, 60


def test_killed_under_eight_tills_nothing_is_lost_and_nothing_double(served: Served) -> None:
    served.stop()
    before = counts(served)
    soak = Soak(served, clients=8, seconds_between=0.5)
    soak.run(lambda: soak.kills >= KILLS and len(soak.acknowledged) >= TICKETS)
    served.start()
    assert soak.kills >= KILLS
    assert len(soak.acknowledged) >= TICKETS
    assert soak.lost() == []
    after = counts(served)
    sent = len(soak.acknowledged)
    assert {name: after[name] - before[name] for name in after} == {
        "shop": 0, "entry": sent, "ticket": sent, "offer": 3 * sent,
    }  # fmt: skip
    assert served.toonbank("check").returncode == 0


def test_a_hundred_tickets_sent_fifty_times_at_once(running: Served) -> None:
    before = counts(running)
    tickets = [running.ticket(uuid=str(uuid4())) for _ in range(UUIDS)]

    def send(number: int) -> Counter[int]:
        return sent_until_settled(Till(running, timeout=120), random.Random(number).sample(tickets, UUIDS))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sum(pool.map(send, range(AT_ONCE)), Counter[int]())
    assert answers.total() == UUIDS * AT_ONCE
    assert answers[201] <= UUIDS
    after = counts(running)
    assert (after["ticket"] - before["ticket"], after["offer"] - before["offer"]) == (UUIDS, 3 * UUIDS)


def sent_until_settled(till: Till, waiting: list[dict[str, Any]]) -> Counter[int]:
    """As a tablet does: what the server was too busy for (503) is sent again, anything else is a failure."""
    settled: Counter[int] = Counter()
    for _attempt in range(ATTEMPTS):
        status, answer = till.send("POST", "tickets/batch", {"tickets": waiting})
        results = answer.get("results", [])
        assert status == 503 or {one["http"] for one in results} <= {200, 201, 503}
        settled.update(one["http"] for one in results if one["http"] != 503)
        stored = {one["uuid"] for one in results if one["http"] != 503}
        waiting = [ticket for ticket in waiting if ticket["uuid"] not in stored]
        if not waiting:
            break
        time.sleep(0.5)
    return settled
