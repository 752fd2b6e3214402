"""Return on what a campaign cost, from customers who got it and a hold-out who did not."""

from dataclasses import dataclass
from math import sqrt

from toonbank.stats.money import MoneySums
from toonbank.stats.special import student_quantile


@dataclass(frozen=True, slots=True)
class Return:
    """`gained`: cents of margin the campaign added, with `low`–`high`. `roi` = (gained − cost) ÷ cost with
    its interval; None without cost. All None while a group has fewer than two customers or no spread."""

    gained: float | None
    low: float | None
    high: float | None
    cost: int
    roi: tuple[float, float, float] | None


def return_on(treated: MoneySums, holdout: MoneySums, cost: int, level: float = 0.95) -> Return:
    """Margin gained = n_t (mean_t − mean_h), ROI = (gained − cost) ÷ cost; money in cents per customer.

    Interval: Welch's t on the difference of the means. Without a hold-out there is no return, only revenue
    that came by way of the campaign: another number under another name. ValueError for a negative cost.
    Welch (1947), Biometrika 34, 28.

    >>> r = return_on(MoneySums.of([0, 900] * 50), MoneySums.of([0, 0, 0, 900] * 25), cost=9000)
    >>> round(r.gained), round(r.low), round(r.high), round(r.roi[0], 2)
    (22500, 10700, 34300, 1.5)
    >>> return_on(MoneySums.of([0, 900]), MoneySums(), cost=9000).gained is None
    True
    """
    if cost < 0:
        raise ValueError(f"a campaign cannot cost {cost}")
    if min(treated.tickets, holdout.tickets) < 2 or treated.variance + holdout.variance == 0:
        return Return(None, None, None, cost, None)
    one, two = treated.variance / treated.tickets, holdout.variance / holdout.tickets
    df = (one + two) ** 2 / (one**2 / (treated.tickets - 1) + two**2 / (holdout.tickets - 1))
    margin = treated.tickets * student_quantile((1 + level) / 2, df) * sqrt(one + two)
    gained = treated.total - treated.tickets * holdout.total / holdout.tickets
    low, high = gained - margin, gained + margin
    roi = ((gained - cost) / cost, (low - cost) / cost, (high - cost) / cost) if cost else None
    return Return(gained, low, high, cost, roi)
