"""How many times more tickets a second come in by the batch endpoint than one by one, in the same run.

`bench_batch.py [sqlite|postgresql] …`: one till, ROUNDS (5) times in turn 200 single saves and 4 batches of
500, on a real server. At least 5 is wanted; exit code 1 when it is less.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from bench.soak_kill import shop  # noqa: E402
from tests.faults.served import Served, Till  # noqa: E402

ROUNDS, SINGLES, BATCHES, SIZE, WANTED = int(os.environ.get("ROUNDS", 5)), 200, 4, 500, 5


def main(engines: list[str]) -> int:
    print(f"{'':12}{'one by one':>12}{'in batches':>12}{'ratio':>8}")
    return int(min(ratio(engine) for engine in engines or ["sqlite"]) < WANTED)


def ratio(engine: str) -> float:
    with shop(engine) as served:
        served.start()
        till = Till(served)
        one_by_one(served, till)
        in_batches(served, till)
        rounds = [(one_by_one(served, till), in_batches(served, till)) for _ in range(ROUNDS)]
    single, batch = (median(column) for column in zip(*rounds, strict=True))
    # Per round: both halves of one had the same neighbours on the machine.
    times = median(in_batch / alone for alone, in_batch in rounds)
    print(f"{engine:12}{single:10.0f}/s{batch:10.0f}/s{times:8.1f}")
    return times


def one_by_one(served: Served, till: Till) -> float:
    began = time.perf_counter()
    for _ in range(SINGLES):
        assert till.send("PUT", f"tickets/{uuid4()}", served.ticket())[0] == 201
    return SINGLES / (time.perf_counter() - began)


def in_batches(served: Served, till: Till) -> float:
    began = time.perf_counter()
    for _ in range(BATCHES):
        tickets = [served.ticket(uuid=str(uuid4())) for _ in range(SIZE)]
        _status, answer = till.send("POST", "tickets/batch", {"tickets": tickets})
        assert {one["http"] for one in answer["results"]} == {201}
    return BATCHES * SIZE / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
