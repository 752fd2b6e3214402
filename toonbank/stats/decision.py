"""Draft, act or firm: may a shop act on this attach rate yet, and if not, when?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from toonbank.stats.prior import USUAL
from toonbank.stats.rate import check
from toonbank.stats.special import beta_cdf, normal_quantile

FIRM_WIDTH = 0.20
OFFER_COST = 150  # cents: a minute and a half of somebody's time
TOLERATED = 25  # cents per add-on per week
HORIZON = 520  # weeks; beyond ten years a forecast is "never"

State = Literal["draft", "act", "firm"]


class Reason(StrEnum):
    NOTHING_TRIED = "nothing_tried"
    REGRET_HIGH = "regret_high"
    REGRET_LOW_INTERVAL_WIDE = "regret_low_interval_wide"
    REGRET_LOW_INTERVAL_NARROW = "regret_low_interval_narrow"
    MARGIN_UNKNOWN_INTERVAL_WIDE = "margin_unknown_interval_wide"
    MARGIN_UNKNOWN_INTERVAL_NARROW = "margin_unknown_interval_narrow"


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be done with one rate.

    `worth`: offering pays, as far as known. `regret`: cents per week that acting on `worth` is expected to
    lose. Both None without a margin. `weeks_until`: whole weeks until the state leaves draft at the present
    pace, 0 when it has, None when ten years would not do.
    """

    state: State
    reason: Reason
    worth: bool | None
    regret: float | None
    weeks_until: int | None


def decide(
    hits: int,
    tries: int,
    margin: int | None,
    offers_per_week: float,
    width: float | None,
    cost: int = OFFER_COST,
    prior: tuple[float, float] = USUAL,
    eps: float = TOLERATED,
) -> Decision:
    """State of one attach rate. `margin` and `cost` in cents per sale and per offer, `eps` in cents per week,
    `width` of the interval shown (fraction of 1, None if unknown), `prior` = (al, be) of a Beta.

    draft while `regret` > eps; act below it; firm when the width is also <= 0.20. Without a margin the width
    alone decides: firm or draft. Nothing tried is always draft.
    ValueError for sums outside 0 <= hits <= tries, a negative pace or cost, or a prior not above 0.
    Value of information: Raiffa & Schlaifer (1961), Applied Statistical Decision Theory, ch. 5.

    >>> d = decide(29, 78, margin=1200, offers_per_week=39, width=0.21)
    >>> d.state, d.worth, round(d.regret, 2), d.weeks_until
    ('act', True, 0.0, 0)
    >>> d = decide(3, 10, margin=800, offers_per_week=5, width=0.45)
    >>> d.state, d.worth, round(d.regret, 2), d.weeks_until
    ('draft', True, 34.69, 1)
    >>> decide(12, 80, margin=None, offers_per_week=40, width=0.16).reason.value
    'margin_unknown_interval_narrow'
    """
    check(hits, tries)
    if offers_per_week < 0 or cost < 0 or min(prior) <= 0:
        raise ValueError(f"pace {offers_per_week}, cost {cost} or prior {prior} out of range")
    al, be = prior[0] + hits, prior[1] + tries - hits
    if margin is None:
        return _by_width(al / (al + be), tries, offers_per_week, width)
    worth, regret = expected_regret(al, be, margin, cost, offers_per_week)
    if tries and regret <= eps:
        return _decided(worth, regret, width)
    weeks = _weeks(
        lambda more: _regret_after(al, be, more, margin, cost, offers_per_week) <= eps, offers_per_week
    )
    return Decision("draft", Reason.REGRET_HIGH if tries else Reason.NOTHING_TRIED, worth, regret, weeks)


def expected_regret(
    al: float, be: float, margin: int, cost: int, offers_per_week: float
) -> tuple[bool, float]:
    """(offering pays, expected loss of acting on that in cents per week) for an attach rate a ~ Beta(al, be).

    t = cost / margin, mu = al / (al + be): E[max(t − a, 0)] = t·I_t(al, be) − mu·I_t(al + 1, be), and
    E[max(a − t, 0)] is that plus mu − t; the smaller × margin × offers per week. No margin: never worth it.

    >>> expected_regret(2, 2, margin=300, cost=150, offers_per_week=10)
    (False, 281.25)
    """
    if margin <= 0:
        return False, 0.0
    t, mu = cost / margin, al / (al + be)
    below = max(0.0, t * float(beta_cdf(t, al, be)) - mu * float(beta_cdf(t, al + 1, be)))
    above = max(0.0, below + mu - t)
    return mu > t, min(below, above) * margin * offers_per_week


def tolerated_regret(addon_profit_per_week: float) -> float:
    """eps in cents per week: 25, or half a percent of all add-on profit where that is more.

    >>> tolerated_regret(2000), tolerated_regret(20000)
    (25.0, 100.0)
    """
    return max(float(TOLERATED), 0.005 * addon_profit_per_week)


def _by_width(rate: float, tries: int, pace: float, width: float | None) -> Decision:
    if width is not None and width <= FIRM_WIDTH:
        return Decision("firm", Reason.MARGIN_UNKNOWN_INTERVAL_NARROW, None, None, 0)
    z = normal_quantile(0.975)
    # Width falls with the root of the tries; with no width yet, that of a Wilson interval around the prior.
    enough = (
        4 * z * z * rate * (1 - rate) / FIRM_WIDTH**2 if width is None else tries * (width / FIRM_WIDTH) ** 2
    )
    weeks = _weeks(lambda more: tries + more >= enough, pace)
    return Decision(
        "draft", Reason.MARGIN_UNKNOWN_INTERVAL_WIDE if tries else Reason.NOTHING_TRIED, None, None, weeks
    )


def _decided(worth: bool, regret: float, width: float | None) -> Decision:
    if width is not None and width <= FIRM_WIDTH:
        return Decision("firm", Reason.REGRET_LOW_INTERVAL_NARROW, worth, regret, 0)
    return Decision("act", Reason.REGRET_LOW_INTERVAL_WIDE, worth, regret, 0)


def _regret_after(al: float, be: float, more: float, margin: int, cost: int, pace: float) -> float:
    """Regret once `more` offers came out as the posterior mean expects: same mean, more weight."""
    grown = 1 + more / (al + be)
    return expected_regret(al * grown, be * grown, margin, cost, pace)[1]


def _weeks(enough: Callable[[float], bool], pace: float) -> int | None:
    if pace <= 0 or not enough(HORIZON * pace):
        return None
    low, high = 0, HORIZON
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle * pace) else (middle, high)
    return high
