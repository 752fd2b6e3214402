"""Coverage of the intervals of one rate: plain, with days that differ, and looked at every day.

python -m bench.stats_rate
"""

import numpy as np
from scipy.special import betaln
from scipy.stats import binom

from bench.stats_table import Measured, show
from toonbank.stats.days import wilson_clustered
from toonbank.stats.rate import wilson

CORRELATION = 0.10


def exact_coverage(tries: int) -> float:
    """Mean coverage of Wilson over p in [0.02, 0.80], summed over all outcomes: no simulation."""
    hits = np.arange(tries + 1)
    ends = np.array([wilson(int(x), tries).numbers for x in hits], dtype=float)
    rates = np.linspace(0.02, 0.80, 400)[:, None]
    inside = (ends[:, 1] <= rates) & (rates <= ends[:, 2])
    return float((binom.pmf(hits, tries, rates) * inside).sum(axis=1).mean())


def clustered_coverage(worlds: int, days: int = 28, offers: int = 4, seed: int = 1) -> tuple[float, float]:
    """Coverage of (day-clustered, plain) Wilson, p uniform in [0.05, 0.60], beta-binomial days."""
    draw = np.random.default_rng(seed)
    inside = np.zeros((worlds, 2), dtype=bool)
    for world in range(worlds):
        p = draw.uniform(0.05, 0.60)
        weight = 1 / CORRELATION - 1
        hits = draw.binomial(offers, draw.beta(p * weight, (1 - p) * weight, days)).tolist()
        both = (wilson_clustered(hits, [offers] * days), wilson(sum(hits), offers * days))
        inside[world] = [i.low is not None and i.high is not None and i.low <= p <= i.high for i in both]
    return float(inside[:, 0].mean()), float(inside[:, 1].mean())


def ever_missed(shops: int, looks: int = 120, seed: int = 2) -> tuple[float, float]:
    """Share of shops whose (mixture sequence, Wilson) interval misses the truth at some daily look."""
    draw = np.random.default_rng(seed)
    p = draw.uniform(0.05, 0.60, (shops, 1))
    steps = draw.poisson(4, (shops, looks))
    tries, hits = steps.cumsum(axis=1), draw.binomial(steps, p).cumsum(axis=1)
    martingale = betaln(0.5 + hits, 0.5 + tries - hits) - betaln(0.5, 0.5)
    martingale -= hits * np.log(p) + (tries - hits) * np.log(1 - p)
    # p is outside a Wilson interval exactly when its score statistic exceeds z².
    score = (hits - tries * p) ** 2 > 1.959964**2 * tries * p * (1 - p)
    return float((martingale >= np.log(20)).any(axis=1).mean()), float(score.any(axis=1).mean())


def main() -> None:
    clustered, plain = clustered_coverage(20_000)
    sequence, looks = ever_missed(20_000)
    rows = [
        Measured(f"Wilson, mean coverage, n = {n}", exact_coverage(n), 0.95, 0.957)
        for n in (40, 84, 112, 300)
    ]
    rows += [
        Measured("day-clustered coverage, 28 days x 4 offers, rho 0.10", clustered, 0.935),
        Measured("plain Wilson in the same worlds", plain),
        Measured("confidence sequence: ever missed in 120 looks", sequence, 0, 0.05),
        Measured("Wilson: ever missed in 120 looks", looks),
    ]
    show("One rate", rows)


if __name__ == "__main__":
    main()
