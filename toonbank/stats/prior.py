"""What a shop's add-ons have in common: a Beta prior for each of them, learnt from all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toonbank.stats.rate import Rate
from toonbank.stats.special import Array, Numbers, beta_quantile, log_beta

USUAL = (2.0, 6.0)  # one in four, worth eight offers: what an add-on is believed to do in an empty shop
SPREAD = 0.5  # sd of ln al and of ln be around USUAL
REACH = 8.0  # half the grid, in SPREADs: 30 rates that differ by chance alone still fit
NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class Prior:
    """Beta(al, be) and the number of rates it was learnt from."""

    al: float
    be: float
    rates: int = 0

    @property
    def mean(self) -> float:
        return self.al / (self.al + self.be)

    def after(self, rate: Rate) -> "Posterior":
        """The belief about one add-on: Beta(al + hits, be + tries − hits).

        >>> Prior(2, 6).after(Rate(3, 8)).mean
        0.3125
        """
        return Posterior(self.al + rate.hits, self.be + rate.tries - rate.hits)


@dataclass(frozen=True, slots=True)
class Posterior:
    al: float
    be: float

    @property
    def mean(self) -> float:
        return self.al / (self.al + self.be)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Equal-tailed credible interval of the rate.

        >>> [round(x, 3) for x in Posterior(5, 11).interval()]
        [0.118, 0.551]
        """
        low, high = beta_quantile([(1 - level) / 2, (1 + level) / 2], self.al, self.be)
        return float(low), float(high)


def learn(rates: Sequence[Rate], spread: float = SPREAD) -> Prior:
    """Empirical-Bayes Beta prior: what all these rates together say about the next one.

    (al, be) have the log-normal prior of sd `spread` around Beta(2, 6) on each, so that two add-ons already
    give a prior and equal add-ons do not give an infinite one. Their posterior (that prior times the product
    of the `log_marginal`s) is summed on a grid, and the Beta with the mean and variance of the next rate is
    returned: plugging in the likeliest (al, be) would be too sure of itself in a shop with a dozen add-ons.
    Rates without tries say nothing; without any, the log-normal prior alone speaks: about Beta(1.1, 3.1).
    Robbins (1956); Casella (1985), The American Statistician 39, 83; Gelman et al., BDA3, section 5.3.

    >>> p = learn([Rate(29, 78), Rate(12, 80), Rate(18, 40)])
    >>> round(p.al, 2), round(p.be, 2), p.rates
    (1.84, 4.19, 3)
    """
    al, be, score, _ = _surface(rates, spread)
    return _matched(al, be, score, _tried(rates))


def learn_each(rates: Sequence[Rate], spread: float = SPREAD) -> list[Prior]:
    """For each rate the prior that the others give: its own tries are not to count twice.

    As `learn` without that rate, at the cost of one `learn` for all. Same order as `rates`.

    >>> [round(p.mean, 2) for p in learn_each([Rate(29, 78), Rate(12, 80), Rate(18, 40)])]
    [0.28, 0.35, 0.27]
    """
    al, be, score, each = _surface(rates, spread)
    count = _tried(rates)
    return [_matched(al, be, score - own, count - bool(r.tries)) for r, own in zip(rates, each, strict=True)]


def log_marginal(rate: Rate, al: Numbers, be: Numbers) -> Array:
    """ln of the chance of these hits under Beta(al, be), without the binomial coefficient.

    ln B(al + x, be + n − x) − ln B(al, be); `al` and `be` of one shape, which the answer has.

    >>> float(round(log_marginal(Rate(1, 2), 1.0, 1.0)[()], 4))  # ln(1 / 6)
    -1.7918
    """
    al, be = np.asarray(al, dtype=float), np.asarray(be, dtype=float)
    return log_beta(al + rate.hits, be + rate.tries - rate.hits) - log_beta(al, be)


def _surface(rates: Sequence[Rate], spread: float) -> tuple[Array, Array, Array, list[Array]]:
    """al, be, their log posterior and each rate's part of it, on a coarse grid and then on a fine one."""
    size, level = np.linspace(-1, 1, 21) * REACH * spread, np.linspace(-1, 1, 41) * REACH * spread
    for _ in range(2):
        along, across = np.meshgrid(size, level, indexing="ij")
        al, be = USUAL[0] * np.exp(along + across), USUAL[1] * np.exp(along - across)
        each = [log_marginal(rate, al, be) for rate in rates]
        score = np.sum(each, axis=0) - (along**2 + across**2) / spread**2
        mass = np.exp(score - score.max())
        size, level = _zoom(size, mass.max(axis=1)), _zoom(level, mass.max(axis=0))
    return al, be, score, each


def _zoom(grid: Array, profile: Array) -> Array:
    kept = np.flatnonzero(profile > NEGLIGIBLE)
    return np.linspace(grid[max(0, kept[0] - 1)], grid[min(len(grid) - 1, kept[-1] + 1)], len(grid))


def _matched(al: Array, be: Array, score: Array, count: int) -> Prior:
    mass, mean = np.exp(score - score.max()), al / (al + be)
    mass /= mass.sum()
    middle = float((mass * mean).sum())
    variance = float((mass * (mean * (1 - mean) / (al + be + 1) + (mean - middle) ** 2)).sum())
    weight = middle * (1 - middle) / variance - 1
    return Prior(middle * weight, (1 - middle) * weight, count)


def _tried(rates: Sequence[Rate]) -> int:
    return sum(rate.tries > 0 for rate in rates)
