"""Employees compared on the same work, each shrunk to what their own data carry."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toonbank.stats.logistic import Mixture, fit
from toonbank.stats.rate import Rate
from toonbank.stats.special import Array, expit, normal_cdf

DRAWS = 4000


@dataclass(frozen=True, slots=True)
class Cell:
    """What came of one employee's offers of one add-on on one service (`work`). `context` sets a trainee or a
    noted week apart; "" is an ordinary one."""

    employee: str
    work: str
    rate: Rate
    context: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """`raw`: the sums as they are. `value`, `low`, `high`: the rate this employee would have on the work of
    the whole shop. `best`–`worst`: the ranks that cannot be ruled out (1 = highest)."""

    employee: str
    raw: Rate
    value: float
    low: float
    high: float
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`standings` by name; `better[i][j]` = P(i's standardised rate > j's), in that order; `tau`: how much
    people differ, as a sd of the logit."""

    standings: tuple[Standing, ...]
    better: tuple[tuple[float, ...], ...]
    tau: float
    level: float = 0.95


def compare(cells: Sequence[Cell], level: float = 0.95) -> Comparison:
    """x_es ~ Bin(n_es, expit(mu + v_s + u_e + c)) with u ~ N(0, tau²), v ~ N(0, om²), by `logistic.fit`.

    Standardised rate of e: Σ_s w_s expit(mu + v_s + u_e), w_s the shop's share of tries on work s, in the
    ordinary context; delta method on the logit in each normal of the mixture. P(A > B) = P(u_A > u_B), exact
    under the mixture. Ranks from 4,000 fixed draws of u. No tries at all gives no standings.
    ValueError for a level outside (0, 1). Direct standardisation: Fleiss (1981), ch. 14.

    >>> c = compare([Cell("An", "repair", Rate(40, 80)), Cell("Bo", "repair", Rate(12, 80))])
    >>> [(s.employee, round(s.value, 2), s.best, s.worst) for s in c.standings], round(c.better[0][1], 2)
    ([('An', 0.48, 1, 1), ('Bo', 0.18, 2, 2)], 1.0)
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}")
    tried = [cell for cell in cells if cell.rate.tries]
    if not tried:
        return Comparison((), (), 0.0, level)
    people, works = sorted({c.employee for c in tried}), sorted({c.work for c in tried})
    contexts = sorted({c.context for c in tried} - {""})
    hits = np.array([c.rate.hits for c in tried], dtype=float)
    tries = np.array([c.rate.tries for c in tried], dtype=float)
    posterior = fit(_design(tried, works, people, contexts), hits, tries, len(works), len(people))
    shares = np.array([tries[[c.work == work for c in tried]].sum() for work in works]) / tries.sum()
    theirs = slice(1 + len(works), 1 + len(works) + len(people))
    effects, covariance = posterior.modes[:, theirs], posterior.covariances[:, theirs, theirs]
    raw = [sum((c.rate for c in tried if c.employee == name), Rate()) for name in people]
    rates = _rates(posterior, shares, len(people), level)
    ranks = rank_intervals(posterior.weights, effects, covariance, level)
    rows = zip(people, raw, rates, ranks, strict=True)
    standings = tuple(Standing(name, own, *rate, *rank) for name, own, rate, rank in rows)
    return Comparison(standings, pairwise(posterior.weights, effects, covariance), posterior.tau, level)


def pairwise(weights: Array, effects: Array, covariance: Array) -> tuple[tuple[float, ...], ...]:
    """P(effect i > effect j) in a mixture of G normals: weights (G,), effects (G, E), covariance (G, E, E).

    Σ_g w_g Φ((m_i − m_j) / √(C_ii + C_jj − 2 C_ij)); a half on the diagonal.

    >>> pairwise(np.ones(1), np.array([[1.0, 1.0]]), np.eye(2)[None])
    ((0.5, 0.5), (0.5, 0.5))
    """
    gap = effects[:, :, None] - effects[:, None, :]
    own = np.diagonal(covariance, axis1=1, axis2=2)
    variance = own[:, :, None] + own[:, None, :] - 2 * covariance
    sure = normal_cdf(gap / np.sqrt(np.maximum(variance, 1e-18)))
    return tuple(tuple(float(p) for p in row) for row in np.tensordot(weights, sure, axes=1))


def rank_intervals(weights: Array, effects: Array, covariance: Array, level: float) -> list[tuple[int, int]]:
    """(best, worst) rank of each of E effects, 1 = largest, from 4,000 draws of the mixture of `pairwise`.

    >>> rank_intervals(np.ones(1), np.array([[9.0, 0.0]]), np.eye(2)[None], 0.95)
    [(1, 1), (2, 2)]
    """
    # Fixed draws: the same data must give the same page.
    normal = np.random.default_rng(0).standard_normal((DRAWS, effects.shape[1]))
    which = np.searchsorted(weights.cumsum(), (np.arange(DRAWS) + 0.5) / DRAWS).clip(max=len(weights) - 1)
    drawn = effects[which] + (np.linalg.cholesky(covariance)[which] @ normal[..., None])[..., 0]
    ranks = 1 + (-drawn).argsort(axis=1).argsort(axis=1)
    ends = np.quantile(ranks, [(1 - level) / 2, (1 + level) / 2], axis=0, method="inverted_cdf")
    return [(int(low), int(high)) for low, high in ends.T]


def _design(cells: Sequence[Cell], works: list[str], people: list[str], contexts: list[str]) -> Array:
    design = np.zeros((len(cells), 1 + len(works) + len(people) + len(contexts)))
    design[:, 0] = 1
    for row, cell in enumerate(cells):
        design[row, 1 + works.index(cell.work)] = 1
        design[row, 1 + len(works) + people.index(cell.employee)] = 1
        if cell.context:
            design[row, 1 + len(works) + len(people) + contexts.index(cell.context)] = 1
    return design


def _rates(posterior: Mixture, shares: Array, people: int, level: float) -> list[tuple[float, float, float]]:
    """(mean, low, high) of each standardised rate."""
    centre, spread = _logits(posterior, shares, people)
    return [
        (
            _mean(posterior.weights, centre[:, e], spread[:, e]),
            _quantile((1 - level) / 2, posterior.weights, centre[:, e], spread[:, e]),
            _quantile((1 + level) / 2, posterior.weights, centre[:, e], spread[:, e]),
        )
        for e in range(people)
    ]


def _logits(posterior: Mixture, shares: Array, people: int) -> tuple[Array, Array]:
    """Mean and sd of the logit of each standardised rate under each normal, both (G, people)."""
    count, (grid, size) = len(shares), posterior.modes.shape
    work, effect = posterior.modes[:, 1 : 1 + count], posterior.modes[:, 1 + count : 1 + count + people]
    chance = expit(posterior.modes[:, :1, None] + effect[:, :, None] + work[:, None, :])
    rate = chance @ shares
    slope = np.zeros((grid, people, size))
    by_work = shares * chance * (1 - chance) / (rate * (1 - rate))[..., None]
    slope[:, :, 1 : 1 + count] = by_work
    slope[:, :, 0] = by_work.sum(axis=2)
    slope[:, np.arange(people), 1 + count + np.arange(people)] = slope[:, :, 0]
    variance = ((slope @ posterior.covariances) * slope).sum(axis=2)
    return np.log(rate / (1 - rate)), np.sqrt(variance)


def _mean(weights: Array, centre: Array, spread: Array) -> float:
    nodes, heights = np.polynomial.hermite_e.hermegauss(9)
    return float(weights @ (expit(centre[:, None] + spread[:, None] * nodes) @ heights) / heights.sum())


def _quantile(p: float, weights: Array, centre: Array, spread: Array) -> float:
    low, high = float((centre - 8 * spread).min()), float((centre + 8 * spread).max())
    for _ in range(50):
        middle = (low + high) / 2
        below = float(weights @ normal_cdf((middle - centre) / spread)) < p
        low, high = (middle, high) if below else (low, middle)
    return float(expit(low))
