"""One rate over many days: the tries of a day resemble each other, so days are what is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from toonbank.stats.rate import Interval, check, score_bounds, wilson

DAYS_FOR_CLUSTERS = 8  # fewer days say too little about how days differ


@dataclass(frozen=True, slots=True)
class DaySums:
    """Sums that travel: over `days` with tries, x hits of n each day: Σx, Σn, Σx², Σxn, Σn².

    They add up over other days and over other shops, so weeks and chains need no day twice.

    >>> DaySums.of([(3, 4), (0, 2)]) + DaySums.of([(2, 4)])
    DaySums(days=3, hits=5, tries=10, hits_squared=13, products=20, tries_squared=36)
    """

    days: int = 0
    hits: int = 0
    tries: int = 0
    hits_squared: int = 0
    products: int = 0
    tries_squared: int = 0

    @classmethod
    def of(cls, days: Iterable[tuple[int, int]]) -> "DaySums":
        """From (hits, tries) per day; ValueError for hits outside [0, tries]."""
        tried = [(x, n) for x, n in days if check(x, n)]
        return cls(
            len(tried),
            sum(x for x, _ in tried),
            sum(n for _, n in tried),
            sum(x * x for x, _ in tried),
            sum(x * n for x, n in tried),
            sum(n * n for _, n in tried),
        )

    def __add__(self, other: "DaySums") -> "DaySums":
        return DaySums(
            self.days + other.days,
            self.hits + other.hits,
            self.tries + other.tries,
            self.hits_squared + other.hits_squared,
            self.products + other.products,
            self.tries_squared + other.tries_squared,
        )

    @property
    def deff(self) -> float:
        """max(1, variance of the rate by day ÷ its binomial variance). Source: `clustered`.

        1 when all days are alike, when the rate is 0 or 1, or with one day.

        >>> DaySums.of([(1, 2), (1, 2), (1, 2)]).deff
        1.0
        """
        misses = self.tries - self.hits
        if self.days < 2 or not self.hits or not misses:
            return 1.0
        # Σ(x − pn)² · (Σn)², in whole numbers: nothing is lost however large the sums are.
        apart = (
            self.tries**2 * self.hits_squared
            - 2 * self.hits * self.tries * self.products
            + self.hits**2 * self.tries_squared
        )
        return max(1.0, self.days / (self.days - 1) * (apart / (self.tries * self.hits * misses)))


def clustered(sums: DaySums, level: float = 0.95) -> Interval:
    """Score interval of Σx / Σn when the tries of one day resemble each other.

    With p = Σx/Σn over D days, the linearised variance is v = D/(D−1) · Σ(x_d − p·n_d)² / (Σn)²,
    deff = v / (p(1−p)/Σn), n_eff = Σn / max(1, deff); then Wilson with n_eff and the t quantile on D − 1
    degrees of freedom. Below 8 days with tries: plain Wilson. ValueError unless 0 <= Σx <= Σn.
    Korn & Graubard (1998), Survey Methodology 24, 193; Dean & Pagano (2015), Stat. in Medicine 34, 2200.

    >>> i = clustered(DaySums.of([(0, 4), (4, 4)] * 4))
    >>> round(i.low, 3), round(i.high, 3), round(i.deff, 2)
    (0.167, 0.833, 4.57)
    """
    hits, tries = sums.hits, sums.tries
    if sums.days < DAYS_FOR_CLUSTERS or not check(hits, tries, level):
        return wilson(hits, tries, level)
    p, df, deff = hits / tries, sums.days - 1, sums.deff
    low, high = score_bounds(p, tries / deff, _t(level, df))
    return Interval(p, low, high, hits, tries, level, "wilson-clustered", deff, df)


def wilson_clustered(day_hits: Sequence[int], day_tries: Sequence[int], level: float = 0.95) -> Interval:
    """`clustered` from two sequences with one item per day. ValueError for lengths that differ.

    >>> i = wilson_clustered([0, 4, 0, 4, 0, 4, 0, 4], [4] * 8)
    >>> round(i.low, 3), round(i.high, 3), round(i.deff, 2)
    (0.167, 0.833, 4.57)
    """
    if len(day_hits) != len(day_tries):
        raise ValueError(f"{len(day_hits)} days of hits but {len(day_tries)} days of tries")
    return clustered(DaySums.of(zip(day_hits, day_tries, strict=True)), level)


@cache
def _t(level: float, df: int) -> float:
    from toonbank.stats.special import student_quantile

    return student_quantile((1 + level) / 2, df)
