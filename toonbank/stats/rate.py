"""One rate: sums in, an interval out. Nothing here loads NumPy or SciPy."""

from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import NormalDist


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

    def __sub__(self, part: "Rate") -> "Rate":
        return Rate(self.hits - part.hits, self.tries - part.tries)

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
    low, high = score_bounds(hits / tries, tries, normal_z(level))
    return Interval(hits / tries, low, high, hits, tries, level)


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


def score_bounds(p: float, n: float, z: float) -> tuple[float, float]:
    """Ends of the score interval of p with n tries, which need not be whole; formula: `wilson`.

    >>> [round(bound, 4) for bound in score_bounds(29 / 78, 78, normal_z(0.95))]
    [0.2729, 0.4827]
    """
    shrink = 1 + z * z / n
    middle = (p + z * z / (2 * n)) / shrink
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    # Rounding would leave 1e-17 where the formula gives exactly 0 or 1.
    return (0.0 if p == 0 else max(0.0, middle - half)), (1.0 if p == 1 else min(1.0, middle + half))


@cache
def normal_z(level: float) -> float:
    """The normal quantile of (1 + level) / 2.

    >>> round(normal_z(0.95), 2)
    1.96
    """
    return NormalDist().inv_cdf((1 + level) / 2)
