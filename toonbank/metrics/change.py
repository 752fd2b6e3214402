"""A number against the one before it: did it change, or is that chance?"""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext

from toonbank.metrics.answer import Value
from toonbank.metrics.metric import Shape
from toonbank.stats.difference import difference
from toonbank.stats.rate import Interval


class Verdict(Enum):
    UP = "up"
    DOWN = "down"
    SAME = "cannot be told"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """`value` = now − before with `low`–`high`; None where one of the two has no number or no interval."""

    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict

    def said(self) -> str:
        """In the active language."""
        return {
            Verdict.UP: gettext("higher, and by more than chance"),
            Verdict.DOWN: gettext("lower, and by more than chance"),
            Verdict.SAME: gettext("no difference that can be told from chance"),
            Verdict.UNKNOWN: gettext("nothing to compare with"),
        }[self.verdict]


def change(now: Value, before: Value) -> Change:
    """Of a rate (Newcombe 1998b, method 10) or a mean (the same way of joining two intervals, MOVER).

    The intervals are those of the answers, so they count days. A sum has no interval and no verdict.
    """
    found = difference(_interval(now), _interval(before))
    return Change(found.value, found.low, found.high, verdict_of(found.low, found.high))


def verdict_of(low: float | None, high: float | None) -> Verdict:
    if low is None or high is None:
        return Verdict.UNKNOWN
    return Verdict.UP if low > 0 else Verdict.DOWN if high < 0 else Verdict.SAME


def _interval(value: Value) -> Interval:
    if value.metric.shape is Shape.COUNT or value.low is None or value.high is None:
        return Interval(None, None, None)
    return Interval(value.value, value.low, value.high, value.hits, value.tries or 0)
