"""Add-on profit per ticket by employee on the same work: the number that hiding declines cannot inflate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toonbank.stats.money import MoneySums
from toonbank.stats.people import pairwise, rank_intervals
from toonbank.stats.special import Array, normal_cdf

SPREADS = np.array([0.003, 0.03, 0.06, 0.10, 0.15, 0.22, 0.32, 0.45])  # tau, in sds of a ticket's money
SPREAD_PRIOR = 0.2
KNOWN = 4  # tickets that the spread of all work counts for in that of each


@dataclass(frozen=True, slots=True)
class MoneyCell:
    """Tickets of one employee on one service type (`work`): n, Σx, Σx² of add-on profit in cents."""

    employee: str
    work: str
    sums: MoneySums


@dataclass(frozen=True, slots=True)
class MoneyStanding:
    """`value`, `low`, `high`: cents per ticket on the work of the whole shop; `best`–`worst`: its ranks."""

    employee: str
    raw: MoneySums
    value: float
    low: float
    high: float
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class MoneyComparison:
    """`better[i][j]` = P(i's profit per ticket on the same work > j's), in the order of `standings`."""

    standings: tuple[MoneyStanding, ...]
    better: tuple[tuple[float, ...], ...]
    level: float = 0.95


def compare_money(cells: Sequence[MoneyCell], level: float = 0.95) -> MoneyComparison:
    """Mean money x̄_es ~ N(m_s + σ_s u_e, σ_s² / n_es), m_s flat, u_e ~ N(0, tau²), tau half-normal (0.2).

    σ_s² is the variance within employees, pooled over them and, as strongly as four tickets, with that of
    all work together (moderated variance, Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3, 3): three tickets of
    a rare job that happen to be alike would make any other look a hundred sds away. u_e counts in sds of a
    ticket's money, so that an employee who does cheap work is not punished for it. Solved exactly at 8
    values of tau and averaged by their evidence. Standardised: Σ_s w_s m_s + u_e Σ_s w_s σ_s, w_s the shop's
    share of tickets on work s. Work without any spread (nobody ever sold anything) adds its mean and tells
    nothing of people. No tickets give no standings.
    ValueError for a level outside (0, 1). Robinson (1991), Statistical Science 6, 15 (BLUP).

    >>> cells = [MoneyCell("An", "repair", MoneySums.of([0, 800] * 30)), \
MoneyCell("Bo", "repair", MoneySums.of([0, 0, 0, 800] * 15))]
    >>> [(s.employee, round(s.value)) for s in compare_money(cells).standings]
    [('An', 368), ('Bo', 232)]
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, got {level}")
    seen = [cell for cell in cells if cell.sums.tickets]
    if not seen:
        return MoneyComparison((), (), level)
    people, works = sorted({c.employee for c in seen}), sorted({c.work for c in seen})
    sds, spread = _spreads([[c.sums for c in seen if c.work == work] for work in works])
    weights, modes, covariances = _solve(seen, people, works, sds, spread)
    rows = _amounts(seen, works, spread, weights, modes, covariances, level)
    effects, covariance = modes[:, len(works) :], covariances[:, len(works) :, len(works) :]
    ranks = rank_intervals(weights, effects, covariance, level)
    raw = [sum((c.sums for c in seen if c.employee == name), MoneySums()) for name in people]
    found = zip(people, raw, rows, ranks, strict=True)
    standings = tuple(MoneyStanding(name, own, *row, *rank) for name, own, row, rank in found)
    return MoneyComparison(standings, pairwise(weights, effects, covariance), level)


def _spreads(works: list[list[MoneySums]]) -> tuple[Array, Array]:
    """σ of each work, and what a sd of a person is worth there: 0 where nobody's tickets differ."""
    free = np.array([sum(c.tickets - 1 for c in cells) for cells in works], dtype=float)
    inside = np.array([sum(c.squares - c.total**2 / c.tickets for c in cells) for cells in works])
    pooled = inside.sum() / free.sum() if free.sum() else 0.0
    sds = np.maximum(1.0, np.sqrt((inside + KNOWN * pooled) / (free + KNOWN)))
    return sds, np.where(inside > 0, sds, 0.0)


def _solve(
    cells: Sequence[MoneyCell], people: list[str], works: list[str], sds: Array, spread: Array
) -> tuple[Array, Array, Array]:
    """Weights, modes and covariances of (m_1…S, u_1…E) at each tau."""
    design = np.zeros((len(cells), len(works) + len(people)))
    means, precision = np.zeros(len(cells)), np.zeros(len(cells))
    for row, cell in enumerate(cells):
        work = works.index(cell.work)
        design[row, work] = 1
        design[row, len(works) + people.index(cell.employee)] = spread[work]
        means[row] = cell.sums.total / cell.sums.tickets
        precision[row] = cell.sums.tickets / sds[work] ** 2
    prior = np.zeros((len(SPREADS), design.shape[1]))
    prior[:, len(works) :] = SPREADS[:, None] ** -2
    curvature = (design.T * precision) @ design + prior[:, None, :] * np.eye(design.shape[1])
    covariances = np.asarray(np.linalg.inv(curvature), dtype=np.float64)
    modes = covariances @ ((design.T * precision) @ means)
    left = ((means - modes @ design.T) ** 2 * precision).sum(axis=1) + (prior * modes**2).sum(axis=1)
    evidence = -0.5 * left - len(people) * np.log(SPREADS) - 0.5 * np.linalg.slogdet(curvature)[1]
    evidence += np.log(np.gradient(SPREADS)) - 0.5 * (SPREADS / SPREAD_PRIOR) ** 2
    weights = np.exp(evidence - evidence.max())
    return weights / weights.sum(), modes, covariances


def _amounts(
    cells: Sequence[MoneyCell],
    works: list[str],
    spread: Array,
    weights: Array,
    modes: Array,
    covariances: Array,
    level: float,
) -> list[tuple[float, float, float]]:
    tickets = np.array([sum(c.sums.tickets for c in cells if c.work == work) for work in works], dtype=float)
    share, rows = tickets / tickets.sum(), []
    for person in range(modes.shape[1] - len(works)):
        direction = np.concatenate([share, np.zeros(modes.shape[1] - len(works))])
        direction[len(works) + person] = share @ spread
        centre, error = modes @ direction, np.sqrt(direction @ covariances @ direction)
        ends = [_quantile(p, weights, centre, error) for p in ((1 - level) / 2, (1 + level) / 2)]
        rows.append((float(weights @ centre), ends[0], ends[1]))
    return rows


def _quantile(p: float, weights: Array, centre: Array, spread: Array) -> float:
    low, high = float((centre - 8 * spread).min()), float((centre + 8 * spread).max())
    for _ in range(50):
        middle = (low + high) / 2
        below = float(weights @ normal_cdf((middle - centre) / spread)) < p
        low, high = (middle, high) if below else (low, middle)
    return low
