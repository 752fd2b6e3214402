"""Two periods compared like with like: noted days against noted days, ordinary days against ordinary days."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from toonbank.stats.rate import Interval


@dataclass(frozen=True, slots=True)
class Alike:
    """`first` and `second`: what each would be on the same mix of days; `value` = first − second with
    `low`–`high`. None throughout where no kind of day is known of both. `shared`: how many kinds are."""

    first: float | None
    second: float | None
    value: float | None
    low: float | None
    high: float | None
    shared: int = 0


def alike(strata: Sequence[tuple[Interval, Interval]]) -> Alike:
    """One pair of intervals per kind of day; `tries` of an interval is its size. Rates or means alike.

    Σ w_s (p1_s − p2_s) / Σ w_s with the weights of Mantel & Haenszel (1959), w = n1·n2 / (n1 + n2): a kind
    of day that only one of the two has gets no weight, so days that cannot be compared fall out by
    themselves. The interval joins those of the parts as MOVER does for a sum with fixed weights (Zou &
    Donner 2008, Stat. in Medicine 27, 1693): d − √Σ c²((p1 − l1)² + (u2 − p2)²), c = w_s / Σ w. With one
    kind of day that is Newcombe's method 10, see difference.py. ValueError for levels that differ.

    >>> from toonbank.stats.rate import wilson
    >>> a = alike([(wilson(56, 70), wilson(48, 80)), (wilson(9, 9), Interval(None, None, None))])
    >>> round(a.value, 4), round(a.low, 4), round(a.high, 4), a.shared
    (0.2, 0.0524, 0.3339, 1)
    """
    if len({one.level for pair in strata for one in pair}) > 1:
        raise ValueError("intervals of different levels cannot be joined")
    known = [
        (a.numbers, b.numbers, a.tries * b.tries / (a.tries + b.tries))
        for a, b in strata
        if a.numbers is not None and b.numbers is not None and a.tries and b.tries
    ]
    if not known:
        return Alike(None, None, None, None, None)
    whole = sum(weight for _a, _b, weight in known)
    parts = [(a, b, weight / whole) for a, b, weight in known]
    first, second = sum(c * a[0] for a, _b, c in parts), sum(c * b[0] for _a, b, c in parts)
    down = sqrt(sum(c * c * ((a[0] - a[1]) ** 2 + (b[2] - b[0]) ** 2) for a, b, c in parts))
    up = sqrt(sum(c * c * ((a[2] - a[0]) ** 2 + (b[0] - b[1]) ** 2) for a, b, c in parts))
    value = first - second
    return Alike(first, second, value, value - down, value + up, len(known))
