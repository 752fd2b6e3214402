"""One rate: sums in, an interval out. Nothing here loads NumPy or SciPy until a t quantile is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import NormalDist

DAYS_FOR_CLUSTERS = 8  # fewer days say too little about how days differ


@dataclass(frozen=True, slots=True)
class Rate:
    """Sums that travel: `hits` of `tries`. Add them up first, divide last.

    >>> Rate(10, 40) + Rate(0, 60)
    Rate(hits=10, tries=100)
    >>> Rate(10, 40).value, Rate().value
    (0.25, None)
    """

    hits: int = 0
    tries: int = 0

    def __post_init__(self) -> None:
        check(self.hits, self.tries)

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.hits + other.hits, self.tries + other.tries)

    @property
    def value(self) -> float | None:
        return self.hits / self.tries if self.tries else None


@dataclass(frozen=True, slots=True)
class Interval:
    """A rate with its uncertainty and the sums it was made from.

    `value`, `low`, `high` are fractions of 1, or None when nothing was tried. `method` names the formula,
    `deff` the design effect used (1 = every try stands alone), `df` the degrees of freedom (None = normal).
    """

    value: float | None
    low: float | None
    high: float | None
    hits: int = 0
    tries: int = 0
    level: float = 0.95
    method: str = "wilson"
    deff: float = 1.0
    df: int | None = None

    @property
    def known(self) -> bool:
        return self.value is not None

    @property
    def width(self) -> float | None:
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def numbers(self) -> tuple[float, float, float] | None:
        """(value, low, high), or None when nothing was tried."""
        if self.value is None or self.low is None or self.high is None:
            return None
        return self.value, self.low, self.high


def wilson(hits: int, tries: int, level: float = 0.95) -> Interval:
    """Score interval of one rate, p = hits / tries.

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z the normal quantile of (1 + level) / 2.
    Nothing tried gives an interval of None. ValueError unless 0 <= hits <= tries and 0 < level < 1.
    Wilson (1927), JASA 22, 209; method 3 of Newcombe (1998a), Statistics in Medicine 17, 857.

    >>> i = wilson(29, 78)
    >>> round(i.value, 4), round(i.low, 4), round(i.high, 4)
    (0.3718, 0.2729, 0.4827)
    >>> wilson(0, 0).known
    False
    """
    check(hits, tries, level)
    if not tries:
        return Interval(None, None, None, level=level)
    low, high = _score_bounds(hits / tries, tries, _z(level))
    return Interval(hits / tries, low, high, hits, tries, level)


def wilson_clustered(day_hits: Sequence[int], day_tries: Sequence[int], level: float = 0.95) -> Interval:
    """Score interval of Σ hits / Σ tries when the tries of one day resemble each other.

    Two sequences of equal length, one item per day. With p = Σx/Σn over D days that had tries, the linearised
    variance is v = D/(D−1) · Σ(x_d − p·n_d)² / (Σn)², deff = v / (p(1−p)/Σn), n_eff = Σn / max(1, deff); then
    Wilson with n_eff and the t quantile on D − 1 degrees of freedom. Below 8 such days: plain Wilson.
    ValueError for lengths that differ or hits outside [0, tries].
    Korn & Graubard (1998), Survey Methodology 24, 193; Dean & Pagano (2015), Stat. in Medicine 34, 2200.

    >>> i = wilson_clustered([0, 4, 0, 4, 0, 4, 0, 4], [4] * 8)
    >>> round(i.low, 3), round(i.high, 3), round(i.deff, 2)
    (0.167, 0.833, 4.57)
    """
    if len(day_hits) != len(day_tries):
        raise ValueError(f"{len(day_hits)} days of hits but {len(day_tries)} days of tries")
    days = [(x, n) for x, n in zip(day_hits, day_tries, strict=True) if check(x, n)]
    hits, tries = sum(x for x, _ in days), sum(n for _, n in days)
    if len(days) < DAYS_FOR_CLUSTERS:
        return wilson(hits, tries, level)
    check(hits, tries, level)
    p, df, deff = hits / tries, len(days) - 1, design_effect(days)
    low, high = _score_bounds(p, tries / deff, _t(level, df))
    return Interval(p, low, high, hits, tries, level, "wilson-clustered", deff, df)


def design_effect(days: Sequence[tuple[int, int]]) -> float:
    """max(1, variance of the rate by day ÷ its binomial variance) for (hits, tries) per day, tries > 0.

    1 when all days are alike, when the rate is 0 or 1, or with one day. Source: `wilson_clustered`.

    >>> design_effect([(1, 2), (1, 2), (1, 2)])
    1.0
    """
    hits, tries, count = sum(x for x, _ in days), sum(n for _, n in days), len(days)
    if count < 2 or hits in (0, tries):
        return 1.0
    p = hits / tries
    between = count / (count - 1) * sum((x - p * n) ** 2 for x, n in days)
    return max(1.0, between / (tries * p * (1 - p)))


def check(hits: int, tries: int, level: float = 0.95) -> int:
    """The tries, once 0 <= hits <= tries and 0 < level < 1 hold; ValueError otherwise.

    >>> check(3, 4)
    4
    """
    if not 0 <= hits <= tries:
        raise ValueError(f"hits must lie between 0 and tries, got {hits} of {tries}")
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}")
    return tries


def _score_bounds(p: float, n: float, z: float) -> tuple[float, float]:
    shrink = 1 + z * z / n
    middle = (p + z * z / (2 * n)) / shrink
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    # Rounding would leave 1e-17 where the formula gives exactly 0 or 1.
    return (0.0 if p == 0 else max(0.0, middle - half)), (1.0 if p == 1 else min(1.0, middle + half))


@cache
def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


@cache
def _t(level: float, df: int) -> float:
    from toonbank.stats.special import student_quantile

    return student_quantile((1 + level) / 2, df)
