"""Ranking, calling dead and quick wins: how often the statements about add-ons hold.

python -m bench.stats_addons
"""

import numpy as np

from bench.stats_table import Measured, show
from toonbank.stats.dead import dead
from toonbank.stats.decision import OFFER_COST
from toonbank.stats.prior import learn, learn_each
from toonbank.stats.quickwin import Seller, quick_win
from toonbank.stats.rank import Offered, rank
from toonbank.stats.rate import Rate

ADDONS = 15
SELECTION = {"none": 1.0, "mild": 0.85, "medium": 0.65, "strong": 0.45}


def ranking(shops: int, seed: int = 1) -> dict[str, float]:
    """Regret of the top 3 (euros per offer) by our rank and by raw rate × margin; interval coverage; wrong
    death calls as a share of all calls; different tiers whose order is false. 15 add-ons a shop:
    a ~ Beta(2, 6), margins log-normal around 6 euros, offers log-normal around 20."""
    draw = np.random.default_rng(seed)
    lost = np.zeros((shops, 2))
    held, deaths, wrong, tiers, false_tiers = 0, 0, 0, 0, 0
    for shop in range(shops):
        truth, offers = _shop(draw)
        priors = learn_each([offer.rate for offer in offers])
        rows = rank(offers)
        profit = {offer.key: a * offer.margin for a, offer in zip(truth, offers, strict=True)}
        raw = sorted(offers, key=lambda o: -(o.rate.value or 0) * o.margin)
        best = sum(sorted(profit.values())[-3:])
        lost[shop] = best - sum(profit[r.key] for r in rows[:3]), best - sum(profit[o.key] for o in raw[:3])
        held += sum(r.low <= profit[r.key] <= r.high for r in rows)
        called = [o for o, p in zip(offers, priors, strict=True) if dead(o.rate, o.margin, p).dead]
        deaths, wrong = deaths + len(called), wrong + sum(profit[o.key] > OFFER_COST for o in called)
        heads = [next(r for r in rows if r.tier == tier) for tier in range(1, rows[-1].tier + 1)]
        tiers += len(heads) - 1
        false_tiers += sum(profit[a.key] < profit[b.key] for a, b in zip(heads, heads[1:], strict=False))
    return {
        "ours": lost[:, 0].mean() / 300,
        "raw": lost[:, 1].mean() / 300,
        "coverage": held / (shops * ADDONS),
        "deaths": deaths / shops,
        "wrong": wrong / max(1, deaths),
        "false_tiers": false_tiers / max(1, tiers),
    }


def _shop(draw: np.random.Generator) -> tuple[list[float], list[Offered]]:
    truth = draw.beta(2, 6, ADDONS)
    margin = np.rint(draw.lognormal(np.log(600), 0.5, ADDONS))
    tries = 1 + np.rint(draw.lognormal(np.log(20), 0.8, ADDONS)).astype(int)
    hits = draw.binomial(tries, truth)
    items = zip(hits.tolist(), tries.tolist(), margin.tolist(), strict=True)
    return truth.tolist(), [Offered(f"{i:02}", Rate(x, n), int(m)) for i, (x, n, m) in enumerate(items)]


def quick_win_coverage(worlds: int, selection: float, seed: int = 2) -> float:
    """Share of shops whose interval holds the true extra profit. `selection`: how well the customers not
    asked until now respond, relative to those asked (log-normal around it, sd 0.10)."""
    draw, held = np.random.default_rng(seed), 0
    for _ in range(worlds):
        a, margin, tries = float(draw.beta(2, 6)), 900, int(draw.integers(15, 150))
        others = [Rate(int(draw.binomial(40, p)), 40) for p in draw.beta(2, 6, 9)]
        asked = Rate(int(draw.binomial(tries, a)), tries)
        team = [
            Seller(float(t), float(s))
            for t, s in zip(draw.uniform(5, 40, 4), draw.beta(3, 3, 4), strict=True)
        ]
        win = quick_win(team, 0.8, learn(others).after(asked), margin)
        kappa = selection * float(draw.lognormal(0, 0.10))
        held += win.low <= win.extra_offers * a * kappa * margin <= win.high
    return held / worlds


def main() -> None:
    found = ranking(2000)
    rows = [
        Measured("regret of the top 3, euros per offer", found["ours"], 0, found["raw"]),
        Measured("the same by raw rate x margin", found["raw"]),
        Measured("coverage of the profit intervals", found["coverage"], 0.93),
        Measured("calls of death per shop of 15 add-ons", found["deaths"]),
        Measured("calls of death that are wrong", found["wrong"], 0, 0.05),
        Measured("neighbouring tier heads in the wrong order", found["false_tiers"]),
    ]
    for name, selection in SELECTION.items():
        held = quick_win_coverage(3000, selection)
        rows.append(Measured(f"quick win coverage, {name} selection ({selection})", held, 0.90))
    show("Which add-ons", rows)


if __name__ == "__main__":
    main()
