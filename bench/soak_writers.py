"""Twenty tills that save as fast as they get answers: does anybody get an error, is anybody left behind?

`soak_writers.py [MINUTES]` (10). CI has a form of some seconds in tests/faults/test_writers.py.
`soak_writers.py report [SECONDS]` (30): one till at an easy pace while the heaviest report is asked for in a
loop; prints how long 99 % of the saves took, alone and next to the report.
"""

import os
import sys
import threading
import time
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from bench.soak_kill import shop  # noqa: E402
from tests.faults.served import Served, Till  # noqa: E402
from tests.faults.writers import at_once, sell  # noqa: E402

TILLS, PAUSE, HISTORY = 20, 0.05, 20_000
REPORT = (
    "/api/v1/ask?metric=attach_rate,suggestion_rate,revenue_per_ticket,profit_per_ticket&by=addon,employee"
)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["report"]:
        return beside_the_report(float((*arguments, "30")[1]))
    return many(60 * float((*arguments, "10")[0]))


def many(seconds: float) -> int:
    with shop("sqlite") as served:
        served.start()
        found = at_once(served, TILLS, seconds)
        errors = {status: count for status, count in found.statuses.items() if status >= 500}
        share = min(found.counts) / max(found.counts)
        print(f"{TILLS} tills, {seconds:.0f} s: {sum(found.counts)} tickets, {dict(found.statuses)}")
        print(f"slowest ÷ fastest till {share:.2f}; p99 {1000 * found.slowest(0.99):.0f} ms")
    return int(bool(errors) or share < 0.5)


def beside_the_report(seconds: float) -> int:
    with shop("sqlite") as served:
        served.start()
        fill(served)
        alone = sell(served, seconds / 2, PAUSE)
        over, asked = threading.Event(), list[float]()
        asker = threading.Thread(target=lambda: keep_asking(served, over, asked))
        asker.start()
        beside = sell(served, seconds, PAUSE)
        over.set()
        asker.join()
        print(f"{HISTORY} tickets; report asked {len(asked)} times, {1000 * mean(asked):.0f} ms each")
        for name, found in (("alone", alone), ("beside the report", beside)):
            half, most = 1000 * found.slowest(0.5), 1000 * found.slowest(0.99)
            print(f"PUT {name:18} p50 {half:5.0f} ms   p99 {most:5.0f} ms")
    return int(beside.slowest(0.99) > 0.3)


def fill(served: Served) -> None:
    from uuid import uuid4

    till = Till(served, timeout=120)
    for _ in range(HISTORY // 500):
        tickets = [served.ticket(uuid=str(uuid4())) for _ in range(500)]
        assert till.send("POST", "tickets/batch", {"tickets": tickets})[0] == 200


def keep_asking(served: Served, over: threading.Event, asked: list[float]) -> None:
    till = Till(served, timeout=120)
    while not over.is_set():
        began = time.monotonic()
        status, answer = till.send("GET", REPORT)
        assert status == 200, answer
        asked.append(time.monotonic() - began)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
