"""What the draft / act rule costs in wrong decisions and in waiting, against "wait for 30 offers".

python -m bench.stats_decision
"""

import numpy as np

from bench.stats_table import Measured, show
from toonbank.stats.decision import OFFER_COST, TOLERATED, Decision, decide
from toonbank.stats.prior import learn_each
from toonbank.stats.rate import Rate

WEEKS = 26
ADDONS = 20


def measure(shops: int, seed: int = 1) -> tuple[float, float, float, float]:
    """(regret, weeks in draft) of our rule, then of n >= 30, per add-on; euros per week.

    A shop has 20 add-ons: a ~ Beta(2, 6), margin log-normal around 12 euros (sd 0.5), offers per week
    log-normal around 5.5 (sd 0.7): a world in which waiting for 30 offers costs 0.25 euros and 7.4 weeks.
    Each week the prior is learnt from the shop's other add-ons. Regret: what acting on the posterior mean
    loses per week once the rule lets go (26 weeks at most).
    """
    draw = np.random.default_rng(seed)
    rows = np.array([row for _ in range(shops) for row in _shop(draw)])
    ours, waited, thirty, waited_thirty = rows.mean(axis=0)
    return float(ours), float(waited), float(thirty), float(waited_thirty)


def _shop(draw: np.random.Generator) -> list[tuple[float, float, float, float]]:
    attach = draw.beta(2, 6, ADDONS)
    margin = np.rint(draw.lognormal(np.log(1200), 0.5, ADDONS)).astype(int)
    pace = draw.lognormal(np.log(5.5), 0.7, ADDONS)
    steps = draw.poisson(pace, (WEEKS, ADDONS))
    hits, tries = draw.binomial(steps, attach).cumsum(axis=0), steps.cumsum(axis=0)
    learnt = [
        learn_each([Rate(int(x), int(n)) for x, n in zip(*week, strict=True)])
        for week in zip(hits, tries, strict=True)
    ]
    rows = []
    for item in range(ADDONS):
        weeks = [
            decide(
                int(x), int(n), int(margin[item]), pace[item], None, prior=(prior.al, prior.be), eps=TOLERATED
            )
            for x, n, prior in zip(
                hits[:, item], tries[:, item], [week[item] for week in learnt], strict=True
            )
        ]
        stake = (attach[item] * margin[item] - OFFER_COST) * pace[item] / 100
        ours = _first([week.state != "draft" for week in weeks])
        thirty = _first((tries[:, item] >= 30).tolist())
        rows.append((_lost(weeks[ours], stake), ours + 1.0, _lost(weeks[thirty], stake), thirty + 1.0))
    return rows


def _first(done: list[bool]) -> int:
    return done.index(True) if True in done else WEEKS - 1


def _lost(decision: Decision, stake: float) -> float:
    return abs(stake) * (decision.worth != (stake > 0))


def main() -> None:
    ours, waited, thirty, waited_thirty = measure(300)
    show(
        "Draft or act: 6,000 add-ons",
        [
            Measured("mean regret, euros per week", ours, 0, 0.13),
            Measured("weeks in draft", waited, 0, 4.5),
            Measured("n >= 30: mean regret", thirty),
            Measured("n >= 30: weeks in draft", waited_thirty),
        ],
    )


if __name__ == "__main__":
    main()
