"""A control chart for a weekly rate: is this still the shop it was?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from toonbank.stats.rate import Rate

MEMORY = 0.2  # weight of the newest period
LIMIT = 3.0
BASELINE = 8  # periods needed before the chart says anything


@dataclass(frozen=True, slots=True)
class Point:
    """`value`: the smoothed deviation; outside ± `limit` it is a signal."""

    value: float
    limit: float

    @property
    def signal(self) -> bool:
        return abs(self.value) > self.limit


@dataclass(frozen=True, slots=True)
class Chart:
    """One point per period after the baseline. `rate` and `overdispersion` come from the baseline alone; both
    None, and no points, while that is too short or holds only hits or only misses."""

    points: tuple[Point, ...]
    rate: float | None
    overdispersion: float | None


def ewma(baseline: Sequence[Rate], periods: Sequence[Rate]) -> Chart:
    """EWMA of z_t = (x_t − n_t p) / √(n_t p (1−p) φ): e_t = 0.2 z_t + 0.8 e_{t−1}, e_0 = 0.

    p = Σx/Σn over the baseline's N tries, φ = max(1, Pearson χ² / (k − 1)) over its k periods. Limit: 3 times
    √(Σ w_i² + (Σ w_i √(n_i / N))²), w_i the weight of period i in e_t: chance in the period, and the error of
    the baseline, which all periods share. A period without tries leaves e_t where it was.
    Roberts (1959), Technometrics 1, 239; Laney (2002) for φ; Jones, Champ & Rigdon (2001) for the baseline.

    >>> usual = [Rate(12, 40), Rate(10, 40), Rate(14, 40), Rate(11, 40)] * 2
    >>> [p.signal for p in ewma(usual, [Rate(11, 40), Rate(5, 40), Rate(3, 40), Rate(2, 40)]).points]
    [False, False, True, True]
    """
    known = [rate for rate in baseline if rate.tries]
    total = sum(known, Rate())
    if len(known) < BASELINE or total.hits in (0, total.tries):
        return Chart((), None, None)
    p = total.hits / total.tries
    noise = p * (1 - p)
    chi = sum((r.hits - r.tries * p) ** 2 / (r.tries * noise) for r in known)
    over = max(1.0, chi / (len(known) - 1))
    points, value, own, shared = [], 0.0, 0.0, 0.0
    for period in periods:
        if period.tries:
            deviation = (period.hits - period.tries * p) / sqrt(period.tries * noise * over)
            value = MEMORY * deviation + (1 - MEMORY) * value
            own = MEMORY**2 + (1 - MEMORY) ** 2 * own
            shared = MEMORY * sqrt(period.tries / total.tries) + (1 - MEMORY) * shared
        points.append(Point(value, LIMIT * sqrt(own + shared**2)))
    return Chart(tuple(points), p, over)
