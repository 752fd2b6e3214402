"""Money left on the counter: what offering an add-on as often as the target says would bring."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toonbank.stats.prior import Posterior
from toonbank.stats.special import Array, beta_quantile, normal_cdf

CARRIES = (0.7, 0.25)  # mean and sd of kappa: how well the customers not asked until now would respond
CUT = (0.0, 1.5)
POINTS = 101


@dataclass(frozen=True, slots=True)
class Seller:
    """One employee: eligible tickets per week, and the share of them on which the add-on is offered."""

    tickets: float
    suggestion_rate: float


@dataclass(frozen=True, slots=True)
class QuickWin:
    """Extra profit in cents per week: `expected` with `low`–`high`, and `if_alike`, what it would be if the
    next customers responded as well as those asked so far. Never show `if_alike` alone."""

    expected: float
    low: float
    high: float
    if_alike: float
    extra_offers: float


def quick_win(
    sellers: Sequence[Seller], target: float, attach: Posterior, margin: int, level: float = 0.95
) -> QuickWin:
    """Σ_employees tickets_e × (target − s_e)+ × a × kappa × margin, in cents per week.

    a ~ `attach`; kappa ~ N(0.7, 0.25²) cut to [0, 1.5], because staff offer first to those who look
    interested. Mean and equal-tailed interval of the product over a 101 × 101 grid of quantiles.
    ValueError for a rate or target outside [0, 1], or negative tickets.

    >>> win = quick_win([Seller(40, 0.9), Seller(30, 0.3)], 0.8, Posterior(31, 55), 1200)
    >>> round(win.extra_offers), round(win.expected), round(win.low), round(win.high), round(win.if_alike)
    (15, 4550, 1375, 8195, 6488)
    """
    if not 0 <= target <= 1 or any(not 0 <= s.suggestion_rate <= 1 or s.tickets < 0 for s in sellers):
        raise ValueError("target and suggestion rates lie between 0 and 1, tickets are not negative")
    offers = sum(s.tickets * max(0.0, target - s.suggestion_rate) for s in sellers)
    stake = offers * margin
    chances = (np.arange(POINTS) + 0.5) / POINTS
    sales = np.outer(beta_quantile(chances, attach.al, attach.be), _kappa(chances)).ravel() * stake
    low, high = np.quantile(sales, [(1 - level) / 2, (1 + level) / 2])
    return QuickWin(float(sales.mean()), float(low), float(high), attach.mean * stake, offers)


def _kappa(chances: Array) -> Array:
    mean, sd = CARRIES
    grid = np.linspace(*CUT, 1501)
    mass = normal_cdf((grid - mean) / sd)
    return np.asarray(np.interp(mass[0] + chances * (mass[-1] - mass[0]), mass, grid), dtype=np.float64)
