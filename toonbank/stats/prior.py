"""What a shop's add-ons have in common: a Beta prior for each of them, learnt from all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log

import numpy as np

from toonbank.stats.rate import Rate
from toonbank.stats.special import Array, beta_quantile, log_beta

USUAL = (2.0, 6.0)  # one in four, worth eight offers: what an add-on is believed to do in an empty shop
SPREAD = 1.0  # sd of ln al and of ln be around USUAL


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
    """Empirical-Bayes Beta prior: the (al, be) that make all these rates together most plausible.

    Maximises Σ_i [ln B(al + x_i, be + n_i − x_i) − ln B(al, be)] − Σ (ln θ − ln θ_usual)² / (2·spread²) over
    ln al and ln be: the beta-binomial marginal likelihood with a weak log-normal prior on both, so that two
    add-ons already give a prior and equal add-ons do not give an infinite one. `spread` = inf is plain maximum
    likelihood, which has no finite answer when the rates differ less than chance: then ValueError.
    Rates without tries say nothing and are left out; none at all gives Beta(2, 6).
    Robbins (1956); Casella (1985), The American Statistician 39, 83.

    >>> p = learn([Rate(29, 78), Rate(12, 80), Rate(18, 40)])
    >>> round(p.al, 2), round(p.be, 2), p.rates
    (2.67, 5.84, 3)
    """
    tried = [rate for rate in rates if rate.tries]
    if not tried:
        return Prior(*USUAL)
    hits = np.array([rate.hits for rate in tried], dtype=float)
    misses = np.array([rate.tries - rate.hits for rate in tried], dtype=float)
    al, be = _best(hits, misses, spread)
    return Prior(al, be, len(tried))


def _best(hits: Array, misses: Array, spread: float) -> tuple[float, float]:
    from scipy.optimize import minimize  # type: ignore[import-untyped,unused-ignore]

    def loss(point: Array) -> float:
        al, be = np.exp(point)
        fit = float((log_beta(al + hits, be + misses) - log_beta(al, be)).sum())
        pull = 0.0 if spread == inf else float(((point - np.log(USUAL)) ** 2).sum()) / (2 * spread**2)
        return pull - fit

    found = minimize(loss, np.log(USUAL), method="L-BFGS-B", bounds=[(log(1e-3), log(1e6))] * 2)
    al, be = (exp(value) for value in found.x)
    if max(al, be) > 9e5:
        raise ValueError("rates that differ less than chance have no finite maximum likelihood prior")
    return al, be
