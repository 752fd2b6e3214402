"""Employees on the same work: error, coverage, calibration and false calls of the comparison.

python -m bench.stats_people
"""

import time

import numpy as np

from bench.stats_table import Measured, show
from toonbank.stats.money import MoneySums
from toonbank.stats.people import Cell, compare
from toonbank.stats.people_money import MoneyCell, compare_money
from toonbank.stats.rate import Rate

PEOPLE, WORKS = 8, 5


def rates(shops: int, sd: float = 0.4, seed: int = 1) -> dict[str, float]:
    """8 employees (logit sd `sd`), offers log-normal around 60 (sd 0.7), own mixes over 5 kinds of work whose
    logits have sd 0.8. Mean squared error against the true standardised rate, ours ÷ raw; coverage; |mean of
    P(A > B) − share of pairs with A > B| at worst over five bins; share of pairs called at 0.95."""
    draw = np.random.default_rng(seed)
    ours, raw, held, sure, won = [], [], [], [], []
    for _ in range(shops):
        effect, work = draw.normal(0, sd, PEOPLE), draw.normal(-1.1, 0.8, WORKS)
        tries = _mixes(draw, 60)
        chance = 1 / (1 + np.exp(-(effect[:, None] + work)))
        hits = draw.binomial(tries, chance)
        found = compare(_cells(hits, tries))
        truth = chance @ (tries.sum(axis=0) / tries.sum())
        ours += [(s.value - t) ** 2 for s, t in zip(found.standings, truth, strict=True)]
        raw += [(r - t) ** 2 for r, t in zip(hits.sum(axis=1) / tries.sum(axis=1), truth, strict=True)]
        held += [s.low <= t <= s.high for s, t in zip(found.standings, truth, strict=True)]
        for a in range(PEOPLE):
            for b in range(a):
                sure.append(found.better[a][b])
                won.append(effect[a] > effect[b])
    p = np.array(sure)
    return {
        "error": float(np.mean(ours) / np.mean(raw)),
        "coverage": float(np.mean(held)),
        "calibration": _calibration(p, np.array(won)),
        "called": float((np.maximum(p, 1 - p) >= 0.95).mean()),
    }


def profit(shops: int, sd: float = 0.3, seed: int = 2) -> dict[str, float]:
    """The same for profit per ticket: the chance of a sale differs by employee, prices by work."""
    draw = np.random.default_rng(seed)
    ours, raw, held = [], [], []
    for _ in range(shops):
        chance = 1 / (1 + np.exp(-(draw.normal(0, sd, PEOPLE)[:, None] + draw.normal(-1.4, 0.6, WORKS))))
        price, tries = np.rint(draw.lognormal(np.log(900), 0.4, WORKS)), _mixes(draw, 120)
        cells, simple = [], []
        for e in range(PEOPLE):
            spent = MoneySums()
            for s in range(WORKS):
                amounts = (draw.random(tries[e, s]) < chance[e, s]) * draw.choice(
                    [0.5, 1.0, 1.5], tries[e, s]
                )
                sums = MoneySums.of([int(x) for x in np.rint(amounts * price[s])])
                cells.append(MoneyCell(str(e), str(s), sums))
                spent += sums
            simple.append(spent.total / spent.tickets)
        truth = (chance * price) @ (tries.sum(axis=0) / tries.sum())
        for row, t, r in zip(compare_money(cells).standings, truth, simple, strict=True):
            ours.append((row.value - t) ** 2)
            raw.append((r - t) ** 2)
            held.append(row.low <= t <= row.high)
    return {"error": float(np.mean(ours) / np.mean(raw)), "coverage": float(np.mean(held))}


def milliseconds(runs: int = 20) -> float:
    draw = np.random.default_rng(5)
    cells = _cells(draw.binomial(12, 0.3, (PEOPLE, WORKS)), np.full((PEOPLE, WORKS), 12))
    compare(cells)
    start = time.process_time()
    for _ in range(runs):
        compare(cells)
    return (time.process_time() - start) / runs * 1000


def _mixes(draw: np.random.Generator, around: float) -> np.ndarray:
    total = np.maximum(8, draw.lognormal(np.log(around), 0.7, PEOPLE)).astype(int)
    return np.array([draw.multinomial(n, draw.dirichlet(np.ones(WORKS))) for n in total])


def _cells(hits: np.ndarray, tries: np.ndarray) -> list[Cell]:
    return [
        Cell(str(e), str(s), Rate(int(hits[e, s]), int(tries[e, s])))
        for e in range(hits.shape[0])
        for s in range(hits.shape[1])
    ]


def _calibration(p: np.ndarray, won: np.ndarray) -> float:
    bins = np.minimum((p * 5).astype(int), 4)
    full = [bins == b for b in range(5) if (bins == b).sum() > 30]
    return max(abs(float(p[those].mean()) - float(won[those].mean())) for those in full)


def main() -> None:
    unequal, equal, money = rates(1000), rates(1000, sd=0.0), profit(400)
    show(
        "Employees",
        [
            Measured("squared error of the standardised rate / raw", unequal["error"], 0, 0.50),
            Measured("coverage of its interval", unequal["coverage"], 0.91, 0.97),
            Measured("P(A > B): worst calibration error of five bins", unequal["calibration"], 0, 0.05),
            Measured("pairs called at 0.95, employees sd 0.4", unequal["called"]),
            Measured("pairs called at 0.95, equal employees", equal["called"], 0, 0.02),
            Measured("profit per ticket: squared error / raw", money["error"]),
            Measured("profit per ticket: coverage", money["coverage"], 0.91, 0.97),
            Measured("milliseconds for 8 x 5 cells", milliseconds(), 0, 50),
        ],
    )


if __name__ == "__main__":
    main()
