"""When did a rate change, if it did?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from toonbank.stats.rate import Rate


@dataclass(frozen=True, slots=True)
class Segment:
    """Periods `start` up to, not including, `end` (indices) with one rate."""

    start: int
    end: int
    rate: Rate


def segments(periods: Sequence[Rate]) -> list[Segment]:
    """The split of T periods into stretches of constant rate that minimises −2 ln L + 3 ln T per change.

    ln L = Σ over stretches of x ln(x/n) + (n − x) ln(1 − x/n). Exact, by dynamic programming over the last
    change; T² steps. No periods give no segments; ties keep fewer changes.
    Jackson et al. (2005), IEEE Signal Processing Letters 12, 105; penalty: Zhang & Siegmund (2007).

    >>> [(s.start, s.end) for s in segments([Rate(3, 20)] * 6 + [Rate(11, 20)] * 6)]
    [(0, 6), (6, 12)]
    """
    if not periods:
        return []
    sums = [Rate()]
    for period in periods:
        sums.append(sums[-1] + period)
    penalty = 3 * log(len(periods))
    cost, last = [-penalty], [0]
    for end in range(1, len(periods) + 1):
        options = [cost[start] + penalty + _misfit(_between(sums, start, end)) for start in range(end)]
        best = min(range(end), key=lambda start: (round(options[start], 9), start))
        cost.append(options[best])
        last.append(best)
    return _walk(sums, last)


def _between(sums: list[Rate], start: int, end: int) -> Rate:
    return Rate(sums[end].hits - sums[start].hits, sums[end].tries - sums[start].tries)


def _misfit(rate: Rate) -> float:
    misses = rate.tries - rate.hits
    return -2 * sum(part * log(part / rate.tries) for part in (rate.hits, misses) if part)


def _walk(sums: list[Rate], last: list[int]) -> list[Segment]:
    found, end = [], len(last) - 1
    while end:
        found.append(Segment(last[end], end, _between(sums, last[end], end)))
        end = last[end]
    return found[::-1]
