"""Two groups compared within equal work: does the difference survive, or even turn round?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from toonbank.stats.rate import Rate
from toonbank.stats.special import normal_quantile


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """`crude` over all work together, `value` (`low`–`high`) within equal work; None where a table has an
    empty margin. `reversed`: the two point to opposite sides (Simpson)."""

    value: float | None
    low: float | None
    high: float | None
    crude: float | None

    @property
    def reversed(self) -> bool:
        return self.value is not None and self.crude is not None and (self.value - 1) * (self.crude - 1) < 0


def odds_ratio(strata: Sequence[tuple[Rate, Rate]], level: float = 0.95) -> OddsRatio:
    """Common odds ratio of the first group against the second, one pair of rates per stratum.

    With a, b = hits and misses of the first, c, d of the second and n = a + b + c + d:
    Σ(ad/n) / Σ(bc/n), its variance on the log scale by Robins, Breslow & Greenland. Strata in which one of
    the two has no tries say nothing. Mantel & Haenszel (1959), JNCI 22, 719; Robins et al. (1986),
    Biometrics 42, 311.

    >>> r = odds_ratio([(Rate(9, 10), Rate(80, 100)), (Rate(20, 100), Rate(1, 10))])
    >>> round(r.value, 2), round(r.crude, 2), r.reversed
    (2.25, 0.13, True)
    """
    rows = [(x.hits, x.tries - x.hits, y.hits, y.tries - y.hits) for x, y in strata if x.tries and y.tries]
    crude = _ratio(
        sum(a for a, *_ in rows) * sum(d for *_, d in rows), sum(r[1] for r in rows) * sum(r[2] for r in rows)
    )
    agree = [a * d / (a + b + c + d) for a, b, c, d in rows]
    against = [b * c / (a + b + c + d) for a, b, c, d in rows]
    value = _ratio(sum(agree), sum(against))
    if value is None:
        return OddsRatio(None, None, None, crude)
    margin = normal_quantile((1 + level) / 2) * sqrt(_variance(rows, agree, against))
    return OddsRatio(value, exp(log(value) - margin), exp(log(value) + margin), crude)


def _ratio(above: float, below: float) -> float | None:
    return above / below if above and below else None


def _variance(rows: list[tuple[int, int, int, int]], agree: list[float], against: list[float]) -> float:
    same = [(a + d) / (a + b + c + d) for a, b, c, d in rows]
    r, s = sum(agree), sum(against)
    pairs = list(zip(same, agree, against, strict=True))
    first = sum(p * x for p, x, _ in pairs) / (2 * r * r)
    mixed = sum(p * y + (1 - p) * x for p, x, y in pairs) / (2 * r * s)
    return first + mixed + sum((1 - p) * y for p, _, y in pairs) / (2 * s * s)
