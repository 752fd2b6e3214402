"""Which add-ons earn most per offer, and which of them the data cannot tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toonbank.stats.prior import Posterior, Prior, learn_each
from toonbank.stats.rate import Rate
from toonbank.stats.special import Array, beta_cdf

SURE = 0.95
SLICES = 400


@dataclass(frozen=True, slots=True)
class Offered:
    """One add-on: its key, what came of its offers, and its margin in cents per sale."""

    key: str
    rate: Rate
    margin: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """`profit`, `low`, `high`: expected cents per offer. Equal `tier` (1 = best) means: not to be told apart
    from the first of that tier. `rank` is the order to show inside it, not a claim."""

    key: str
    rank: int
    tier: int
    profit: float
    low: float
    high: float
    attach: float


def rank(offers: Sequence[Offered], prior: Prior | None = None, level: float = 0.95) -> list[Ranked]:
    """Add-ons by E[a]·margin with a ~ Beta(al + hits, be + misses), best first; ties by key.

    `prior` defaults to what the other add-ons give (`prior.learn_each`). A tier ends at the first add-on that
    the head of the tier beats with P(a_head·m_head > a·m) >= 0.95. No add-ons gives an empty list.

    >>> shop = [Offered("case", Rate(12, 80), 1000), Offered("glass", Rate(29, 78), 1200)]
    >>> [(r.key, r.tier, round(r.profit)) for r in rank([*shop, Offered("help", Rate(2, 4), 900)])]
    [('glass', 1, 437), ('help', 1, 325), ('case', 2, 162)]
    """
    rates = [offer.rate for offer in offers]
    priors = [prior] * len(offers) if prior else learn_each(rates)
    after = {offer.key: own.after(offer.rate) for offer, own in zip(offers, priors, strict=True)}
    order = sorted(offers, key=lambda offer: (-after[offer.key].mean * offer.margin, offer.key))
    rows: list[Ranked] = []
    head, tier = 0, 1
    for place, offer in enumerate(order):
        if better(after[order[head].key], order[head].margin, after[offer.key], offer.margin) >= SURE:
            head, tier = place, tier + 1
        rows.append(_row(offer, after[offer.key], place + 1, tier, level))
    return rows


def better(first: Posterior, first_margin: float, second: Posterior, second_margin: float) -> float:
    """P(a1·m1 > a2·m2) for independent a1, a2: F2(a1·m1 / m2) averaged over 400 slices of a1.

    >>> round(better(Posterior(30, 70), 100, Posterior(20, 80), 100), 3)
    0.95
    """
    if second_margin <= 0:
        return 1 - better(second, second_margin, first, first_margin) if first_margin > 0 else 0.5
    grid = np.linspace(0, 1, SLICES + 1)
    mass = np.diff(beta_cdf(grid, first.al, first.be))
    beaten = beta_cdf((grid[:-1] + grid[1:]) / 2 * first_margin / second_margin, second.al, second.be)
    return float(mass @ beaten)


def _row(offer: Offered, after: Posterior, place: int, tier: int, level: float) -> Ranked:
    ends: Array = np.sort(np.array(after.interval(level)) * offer.margin)
    profit = after.mean * offer.margin
    return Ranked(offer.key, place, tier, profit, float(ends[0]), float(ends[1]), after.mean)
