"""The difference of two rates."""

from dataclasses import dataclass
from math import hypot

from toonbank.stats.rate import Interval


@dataclass(frozen=True, slots=True)
class Difference:
    """first − second as fractions of 1; None throughout when either rate is unknown."""

    value: float | None
    low: float | None
    high: float | None
    first: Interval
    second: Interval

    @property
    def excludes_zero(self) -> bool:
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def difference(first: Interval, second: Interval) -> Difference:
    """Interval of p1 − p2 from the intervals (l, u) of the two rates.

    d − √((p1−l1)² + (u2−p2)²), d + √((u1−p1)² + (p2−l2)²). With two Wilson intervals this is method 10 of
    Newcombe (1998b), Statistics in Medicine 17, 873; day-clustered intervals go in unchanged (MOVER, Zou &
    Donner 2008). Both should carry the same level: ValueError if not.

    >>> from toonbank.stats.rate import wilson
    >>> d = difference(wilson(56, 70), wilson(48, 80))
    >>> round(d.value, 4), round(d.low, 4), round(d.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    if first.level != second.level:
        raise ValueError(f"levels differ: {first.level} and {second.level}")
    if first.numbers is None or second.numbers is None:
        return Difference(None, None, None, first, second)
    (p1, l1, u1), (p2, l2, u2) = first.numbers, second.numbers
    value = p1 - p2
    return Difference(value, value - hypot(p1 - l1, u2 - p2), value + hypot(u1 - p1, p2 - l2), first, second)
