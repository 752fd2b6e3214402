"""Coverage of the interval of mean money per ticket where nine tickets in ten hold nothing.

python -m bench.stats_money
"""

import numpy as np

from bench.stats_table import Measured, show
from toonbank.stats.money import MoneySums, mean_per_ticket
from toonbank.stats.special import student_quantile

PRICES = np.array([800, 1500, 2500])


def coverage(worlds: int, tickets: int = 84, lognormal: bool = False, seed: int = 1) -> tuple[float, float]:
    """(Hall, plain t) coverage of the 95 % interval; one ticket in ten holds an add-on."""
    draw = np.random.default_rng(seed)
    size = (worlds, tickets)
    money = np.rint(draw.lognormal(np.log(1200), 0.5, size)) if lognormal else draw.choice(PRICES, size)
    amounts = np.where(draw.random(size) < 0.10, money, 0).astype(int)
    truth = 0.10 * (1200 * np.exp(0.125) if lognormal else PRICES.mean())
    means = [mean_per_ticket(MoneySums.of(row.tolist())) for row in amounts]
    hall = [m.low is not None and m.high is not None and m.low <= truth <= m.high for m in means]
    error = amounts.std(axis=1, ddof=1) / tickets**0.5
    plain = np.abs(amounts.mean(axis=1) - truth) <= student_quantile(0.975, tickets - 1) * error
    return float(np.mean(hall)), float(plain.mean())


def main() -> None:
    rows = []
    for name, lognormal in (("three prices", False), ("log-normal prices", True)):
        hall, plain = coverage(20_000, lognormal=lognormal)
        rows += [Measured(f"Hall, n = 84, {name}", hall, 0.93), Measured(f"plain t, n = 84, {name}", plain)]
    show("Mean money per ticket", rows)


if __name__ == "__main__":
    main()
