"""Is an add-on not worth the breath it takes to offer it?"""

from dataclasses import dataclass

from toonbank.stats.decision import OFFER_COST
from toonbank.stats.prior import Prior
from toonbank.stats.rate import Rate
from toonbank.stats.special import beta_cdf

SURE = 0.90


@dataclass(frozen=True, slots=True)
class Dead:
    """`probability` that an offer costs more than it brings; `dead` only when that is above 0.90."""

    dead: bool
    probability: float


def dead(rate: Rate, margin: int, prior: Prior, cost: int = OFFER_COST) -> Dead:
    """P(a × margin < cost) = I_t(al + hits, be + misses), t = cost / margin (both in cents).

    A margin of nothing or less is certain death; ValueError for a negative cost.
    A call is wrong at most one time in ten where the prior holds, and less on average.

    >>> d = dead(Rate(1, 60), 800, Prior(2, 6))
    >>> d.dead, round(d.probability, 4)
    (True, 0.9999)
    >>> dead(Rate(0, 3), 800, Prior(2, 6)).dead
    False
    """
    if cost < 0:
        raise ValueError(f"an offer cannot cost {cost}")
    after = prior.after(rate)
    probability = 1.0 if margin <= 0 else float(beta_cdf(cost / margin, after.al, after.be))
    return Dead(probability > SURE, probability)
