"""Does somebody log the yes and leave out the no? A question for a check week, never an accusation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toonbank.stats.special import Array, expit

OMITTED = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97])  # share of the noes left out
HONEST = 0.80  # prior chance of leaving nothing out; the rest is spread evenly
MOST = 0.6  # leaving out this share or more is what the question is about
SURE = 0.50
POINTS = 141
REACH = 6.0
ATTACH_SD, SUGGEST_SCALE = 0.5, 0.7  # how much colleagues differ, on the logit scale


@dataclass(frozen=True, slots=True)
class Logged:
    """One employee's eligible tickets: how many hold a yes, how many a no; the rest hold nothing."""

    employee: str
    tickets: int
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`ask`: propose a check week. `probability` that most noes are missing; `omitted`: expected share."""

    employee: str
    ask: bool
    probability: float
    omitted: float


def success_only(logs: Sequence[Logged]) -> list[Suspicion]:
    """For each employee P(at least 60 % of the noes are missing), given the logs and the colleagues.

    A ticket holds a yes with chance s·a, a logged no with s·(1 − a)·(1 − d), nothing otherwise. Around the
    rates of the colleagues together, logit a is normal (sd 0.5) and logit s Student (3 df, scale 0.7);
    d in {0, 0.2, … 0.97} with 0.80 on 0; summed over 141 × 141 points of (a, s). Asked above 0.50, more
    likely than not, if there is a yes at all: who logs nothing is a matter of coverage. One employee alone,
    or a team that leaves out the noes together, cannot be seen; nor can part of the noes: prevent that at
    the counter. Same order as `logs`.
    ValueError when yes + no exceed the tickets.

    >>> team = [Logged("An", 60, 14, 34), Logged("Bo", 60, 15, 31), Logged("Cy", 60, 13, 36)]
    >>> [s.ask for s in success_only([*team, Logged("Di", 60, 14, 3)])]
    [False, False, False, True]
    """
    for log in logs:
        if min(log.yes, log.no) < 0 or log.yes + log.no > log.tickets:
            raise ValueError(f"{log.yes} yes and {log.no} no do not fit on {log.tickets} tickets")
    return [_suspicion(log, [other for other in logs if other is not log]) for log in logs]


def _suspicion(log: Logged, colleagues: list[Logged]) -> Suspicion:
    prior = np.where(OMITTED == 0, HONEST, (1 - HONEST) / (len(OMITTED) - 1))
    score = np.log(prior) + (_evidence(log, colleagues) if colleagues else 0.0)
    mass = np.exp(score - score.max())
    mass /= mass.sum()
    probability = float(mass[OMITTED >= MOST].sum())
    return Suspicion(log.employee, log.yes > 0 and probability > SURE, probability, float(mass @ OMITTED))


def _evidence(log: Logged, colleagues: list[Logged]) -> Array:
    """ln of the chance of this log at each d, over the grid of attach and suggestion rate."""
    z = np.linspace(-REACH, REACH, POINTS)
    yes, no = sum(c.yes for c in colleagues), sum(c.no for c in colleagues)
    tickets = sum(c.tickets for c in colleagues)
    attach = expit(_logit(yes, yes + no) + ATTACH_SD * z)[:, None]
    suggest = expit(_logit(yes + no, tickets) + SUGGEST_SCALE * z)[None, :]
    # Who rarely offers is common and no reason for a question: heavy tails there (Student, 3 df).
    weight = -0.5 * z[:, None] ** 2 - 2 * np.log1p(z[None, :] ** 2 / 3)
    rest, rows = log.tickets - log.yes - log.no, []
    for omitted in OMITTED:
        logged_no = suggest * (1 - attach) * (1 - omitted)
        bought = suggest * attach
        score = weight + log.yes * np.log(bought) + log.no * np.log(logged_no)
        score = score + rest * np.log1p(-np.minimum(bought + logged_no, 1 - 1e-12))
        rows.append(score.max() + np.log(np.exp(score - score.max()).sum()))
    return np.array(rows)


def _logit(hits: int, tries: int) -> float:
    return float(np.log((hits + 0.5) / (tries - hits + 0.5)))
