"""Ten thousand random steps of merge, part, rename, log, archive and new rules: is a cent lost or made?

    python -m bench.merge_steps [steps, default 10000] [seed, default 1]

Every 25 steps all numbers are compared with a plain model; at the end everything is parted and each add-on
must have exactly what was logged on it. A short form is in tests/metrics/test_merging.py.
"""

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.page_cost import set_up

if TYPE_CHECKING:
    from tests.metrics.merging_steps import Steps

THINGS, LOOK = 12, 25


def main(steps: int = 10_000, seed: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        from tests.metrics.merging_steps import begun
        from tests.world import build

        chance, began = random.Random(seed), time.perf_counter()
        shop = begun(build(), THINGS)
        for number in range(1, steps + 1):
            step(shop, chance)
            if number % LOOK == 0:
                shop.check()
        merged = len(shop.merges)
        shop.part()
        shop.check()
        seconds = time.perf_counter() - began
        print(
            f"{steps:,} steps, {shop.tickets:,} tickets, {merged} merges at the end:"
            f" every number held ({seconds:.0f} s)"
        )


def step(shop: "Steps", chance: random.Random) -> None:
    one, other = chance.randrange(THINGS), chance.randrange(THINGS)
    kind = chance.choices(
        ["log", "merge", "undo", "rename", "archive", "restore", "rule"], [60, 18, 6, 6, 3, 4, 3]
    )[0]
    if kind == "log":
        shop.log(*(line(chance) for _line in range(chance.randint(1, 4))))
    elif kind == "merge":
        shop.merge(one, other)
    elif kind == "rule":
        shop.rule(one, chance.random() < 0.5)
    else:
        getattr(shop, kind)(one)


def line(chance: random.Random) -> tuple[int, str, int, int]:
    outcome = chance.choice(["bought", "declined"])
    return chance.randrange(THINGS), outcome, chance.randint(1, 3), chance.randrange(900)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
