"""Can the log be trusted: how often missing noes, batches, drift and changes are found, and falsely found.

python -m bench.stats_trust
"""

import numpy as np

from bench.stats_table import Measured, show
from toonbank.stats.changepoint import segments
from toonbank.stats.ewma import ewma
from toonbank.stats.rate import Rate
from toonbank.stats.success_only import Logged, success_only

PEOPLE, TICKETS = 6, 60
STAR = 1.2  # logits above the mean: 27 % becomes 55 %


def asked(
    shops: int, omits: float = 0.0, star: bool = False, quiet: bool = False, seed: int = 1
) -> tuple[float, float]:
    """Share of (the first employee, the honest colleagues) asked for a check week. 6 employees, 60 tickets
    each; attach logit N(−1, 0.4²), suggestion logit N(0.8, 0.5²); a quiet one offers on 23 %."""
    draw = np.random.default_rng(seed)
    found = np.zeros((shops, PEOPLE), dtype=bool)
    for shop in range(shops):
        attach, suggest = draw.normal(-1.0, 0.4, PEOPLE), draw.normal(0.8, 0.5, PEOPLE)
        attach[0] = -1.0 + STAR if star else attach[0]
        suggest[0] = -1.2 if quiet else suggest[0]
        offers = draw.binomial(TICKETS, 1 / (1 + np.exp(-suggest)))
        yes = draw.binomial(offers, 1 / (1 + np.exp(-attach)))
        no = offers - yes
        no[0] = draw.binomial(no[0], 1 - omits)
        team = [Logged(str(e), TICKETS, int(yes[e]), int(no[e])) for e in range(PEOPLE)]
        found[shop] = [row.ask for row in success_only(team)]
    return float(found[:, 0].mean()), float(found[:, 1:].mean())


def signals(shops: int, shift: float = 0.0, correlation: float = 0.0, seed: int = 2) -> float:
    """Share of shops with an EWMA signal within 26 weeks of 40 offers after 12 weeks of baseline."""
    draw, hit = np.random.default_rng(seed), 0
    for _ in range(shops):
        p = np.full(38, draw.uniform(0.15, 0.5))
        p[12:] += shift
        week = draw.beta(p / correlation - p, (1 - p) / correlation - (1 - p)) if correlation else p
        rates = [Rate(int(x), 40) for x in draw.binomial(40, week)]
        hit += any(point.signal for point in ewma(rates[:12], rates[12:]).points)
    return hit / shops


def changes(shops: int, shift: float = 0.0, seed: int = 3) -> tuple[float, float]:
    """(share of shops with any change, mean distance in weeks of the nearest to week 13 of 26)."""
    draw, found, away = np.random.default_rng(seed), 0, []
    for _ in range(shops):
        p = draw.uniform(0.15, 0.5) + np.repeat([0.0, shift], 13)
        starts = [s.start for s in segments([Rate(int(x), 40) for x in draw.binomial(40, p)])][1:]
        found += bool(starts)
        away += [min(abs(start - 13) for start in starts)] if starts else []
    return found / shops, float(np.mean(away)) if away else 0.0


def main() -> None:
    omitting, honest = asked(400, omits=0.9)
    star, _ = asked(200, star=True)
    all_honest = asked(200)
    found, away = changes(1000, shift=0.15)
    show(
        "Can the log be trusted",
        [
            Measured("omits 90 % of the noes, 60 tickets: asked", omitting, 0.90),
            Measured("honest colleagues of somebody who omits: asked", honest, 0, 0.02),
            Measured("honest employees in an honest team: asked", all_honest[1], 0, 0.02),
            Measured("offers seldom (23 % against 69 %), honest: asked", asked(200, quiet=True)[0], 0, 0.15),
            Measured("star seller (55 % against 27 %): asked", star, 0, 0.30),
            Measured("EWMA, nothing changed: signal within 26 weeks", signals(1000)),
            Measured("EWMA, weeks that differ (rho 0.03), nothing changed", signals(1000, correlation=0.03)),
            Measured("EWMA, rate 10 points up: signal within 26 weeks", signals(1000, shift=0.10)),
            Measured("change points, nothing changed: any in 26 weeks", changes(1000)[0]),
            Measured("change points, 15 points up: found", found),
            Measured("  weeks away from the true one", away),
        ],
    )


if __name__ == "__main__":
    main()
