"""A logistic model with two kinds of random effects, integrated over how large those effects are."""

from dataclasses import dataclass

import numpy as np

from toonbank.stats.special import Array, expit

PEOPLE_SD = np.array([0.01, 0.10, 0.20, 0.31, 0.44, 0.60, 0.85, 1.20])  # tau, on the logit scale
WORK_SD = np.array([0.15, 0.5, 1.0, 1.8])  # om
PEOPLE_PRIOR, WORK_PRIOR = 0.5, 1.0  # sd of the half-normal priors of tau and om
BASE_SD, CONTEXT_SD = 3.0, 1.0
STEPS = 30


@dataclass(frozen=True, slots=True)
class Mixture:
    """Posterior of (mu, v_1…S, u_1…E, c_1…C) as a mixture of G normals.

    `weights` (G,), `modes` (G, P), `covariances` (G, P, P); `tau` is the posterior mean sd between people.
    """

    weights: Array
    modes: Array
    covariances: Array
    tau: float


def fit(design: Array, hits: Array, tries: Array, works: int, people: int) -> Mixture:
    """x_i ~ Bin(n_i, expit(design_i · θ)) for N cells and θ = (mu, works, people, contexts) of P numbers.

    `design` (N, P) of zeros and ones, first column ones; `hits`, `tries` (N,). mu ~ N(0, 3²), v ~ N(0, om²),
    u ~ N(0, tau²), c ~ N(0, 1). At each of 8 × 4 (tau, om): Newton to the mode, Laplace evidence
    ln p(x|θ̂) + ln N(θ̂; 0, K⁻¹) + (P/2) ln 2π − ½ ln |XᵀWX + K|, times half-normal priors (0.5; 1) and the
    width of the grid cell. ValueError when shapes do not fit.
    Tierney & Kadane (1986), JASA 81, 82; Rue, Martino & Chopin (2009), J. R. Statist. Soc. B 71, 319.

    >>> m = fit(np.ones((1, 3)), np.array([30.0]), np.array([100.0]), works=1, people=1)
    >>> m.modes.shape, float(round(m.weights.sum(), 9))
    ((32, 3), 1.0)
    """
    cells, size = design.shape
    if hits.shape != (cells,) or tries.shape != (cells,) or size < 1 + works + people:
        raise ValueError(f"shapes do not fit: {design.shape}, {hits.shape}, {tries.shape}")
    tau, om = (grid.ravel() for grid in np.meshgrid(PEOPLE_SD, WORK_SD, indexing="ij"))
    precision = _precision(tau, om, works, people, size)
    modes = _newton(design, hits, tries, precision)
    evidence, covariances = _laplace(design, hits, tries, precision, modes)
    evidence += _log_prior(tau, PEOPLE_SD, PEOPLE_PRIOR) + _log_prior(om, WORK_SD, WORK_PRIOR)
    weights = np.exp(evidence - evidence.max())
    weights /= weights.sum()
    return Mixture(weights, modes, covariances, float(weights @ tau))


def _precision(tau: Array, om: Array, works: int, people: int, size: int) -> Array:
    """Diagonal of K for each grid point, (G, P)."""
    sd = np.full((len(tau), size), CONTEXT_SD)
    sd[:, 0] = BASE_SD
    sd[:, 1 : 1 + works] = om[:, None]
    sd[:, 1 + works : 1 + works + people] = tau[:, None]
    return sd**-2


def _newton(design: Array, hits: Array, tries: Array, precision: Array) -> Array:
    modes = np.zeros_like(precision)
    modes[:, 0] = np.log((hits.sum() + 0.5) / (tries.sum() - hits.sum() + 0.5))
    for _ in range(STEPS):
        chance = expit(modes @ design.T)
        slope = (hits - tries * chance) @ design - precision * modes
        step = np.linalg.solve(_curvature(design, tries, chance, precision), slope[..., None])[..., 0]
        # Far from the mode a full step can overshoot; near it no coordinate moves by more than 2.
        modes += step * np.minimum(1.0, 2 / np.maximum(1e-12, np.abs(step).max(axis=1, keepdims=True)))
        if np.abs(step).max() < 1e-7:
            break
    return modes


def _curvature(design: Array, tries: Array, chance: Array, precision: Array) -> Array:
    weighted = (tries * chance * (1 - chance))[:, :, None] * design
    curvature: Array = np.swapaxes(weighted, 1, 2) @ design
    diagonal = np.arange(design.shape[1])
    curvature[:, diagonal, diagonal] += precision
    return curvature


def _laplace(design: Array, hits: Array, tries: Array, precision: Array, modes: Array) -> tuple[Array, Array]:
    logits = modes @ design.T
    curvature = _curvature(design, tries, expit(logits), precision)
    fitted = (hits * logits - tries * np.logaddexp(0, logits)).sum(axis=1)
    pulled = 0.5 * (np.log(precision) - precision * modes**2).sum(axis=1)
    evidence: Array = fitted + pulled - 0.5 * np.linalg.slogdet(curvature)[1]
    return evidence, np.asarray(np.linalg.inv(curvature), dtype=np.float64)


def _log_prior(sd: Array, grid: Array, scale: float) -> Array:
    edges = np.concatenate([[0.0], (grid[1:] + grid[:-1]) / 2, [1.5 * grid[-1] - 0.5 * grid[-2]]])
    return np.interp(sd, grid, np.log(np.diff(edges)) - 0.5 * (grid / scale) ** 2)
