"""Whether a number carries a decision yet, and if not, why and until when: draft, act or firm.

The attach rate of an add-on is weighed by what a wrong decision would cost (stats/decision.py). All other
rates and means of money are firm once their interval is narrow: no single decision hangs on them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from toonbank.metrics.decisions import Stake
from toonbank.metrics.metric import Metric, Shape
from toonbank.stats.decision import FIRM_WIDTH, Decision, decide, tolerated_regret

DRAFT, ACT, FIRM = "draft", "act", "firm"
# Says a reason in the language that is active when it is read.
Said = Callable[[], str]
_FIRM = _("Firm: with {tries} times the real figure lies between {low} % and {high} %.")
_FIRM_WORTH = _("Firm: offering pays from {least} %, and the real figure lies between {low} % and {high} %.")
_FIRM_NOT_WORTH = _(
    "Firm: offering only pays from {least} %, and the real figure lies between {low} % and {high} %."
)
HORIZON = 520  # weeks; what takes longer than ten years is no forecast


@dataclass(frozen=True)
class State:
    """`message` is a template to translate; reason() fills it in the reader's language.

    `said`: the reason, where it can say itself. `weeks`: how long a draft still takes at the present pace.
    `more`: about how many offers more make it firm, once it may be acted on. `check`: which check of the log
    makes it a draft, see quality/trust.py. `worth`: offering this add-on pays, as far as known; None where
    that is not the question.
    """

    name: str
    message: str = ""
    params: dict[str, float | int] = field(default_factory=dict)
    said: Said | None = None
    weeks: int | None = None
    worth: bool | None = None
    more: int | None = None
    check: str = ""

    def reason(self) -> str:
        if self.said:
            return self.said()
        told = gettext(self.message).format(**self.params) if self.message else ""
        ahead = forecast(self.weeks) if self.weeks else firm_after(self.more) if self.more else ""
        return f"{told} {ahead}".strip()


def forecast(weeks: int) -> str:
    said = ngettext(
        "At this pace it takes about {weeks} more week.",
        "At this pace it takes about {weeks} more weeks.",
        weeks,
    )
    return said.format(weeks=weeks)


def firm_after(more: int) -> str:
    said = ngettext("Firm after about {more} more offer.", "Firm after about {more} more offers.", more)
    return said.format(more=more)


@dataclass(frozen=True)
class Sized:
    """One number with what its state is judged by. `pace`: tries per week, None where there is no telling.

    `unknown` purchases are missing from it, because nobody filled in their price or cost.
    """

    metric: Metric
    hits: int
    tries: int | None
    low: float | None
    high: float | None
    unknown: int = 0
    pace: float | None = None
    stake: Stake | None = None

    @property
    def width(self) -> float | None:
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def seen(self) -> dict[str, float | int]:
        return {
            "tries": self.tries or 0,
            "low": round(100 * (self.low or 0)),
            "high": round(100 * (self.high or 0)),
        }


def state_of(number: Sized) -> State:
    if number.unknown:
        return State(
            DRAFT,
            _("{unknown} purchases are missing: their price or cost is not known."),
            {"unknown": number.unknown},
        )
    if number.metric.shape is Shape.COUNT:
        return State(FIRM)
    if not number.tries:
        return State(DRAFT, _("No data yet."))
    if number.metric.shape is Shape.RATE:
        return _rate_state(number)
    return _mean_state(number)


def _rate_state(number: Sized) -> State:
    stake, pace = number.stake, number.pace or 0.0
    if stake is None or stake.margin is None:
        found = decide(number.hits, number.tries or 0, None, pace, number.width)
        message = _FIRM if found.state == FIRM else _by_width(stake)
        return State(found.state, message, number.seen, weeks=found.weeks_until)
    found = decide(
        number.hits,
        number.tries or 0,
        stake.margin,
        pace,
        number.width,
        stake.cost,
        (stake.prior.al, stake.prior.be),
        tolerated_regret(stake.profit),
    )
    return _decided(number, stake, found)


def _by_width(stake: Stake | None) -> str:
    if stake is None:
        return _("Too little data: with {tries} times the real figure lies between {low} % and {high} %.")
    return _(
        "Too little data, and no cost to weigh it by:"
        " with {tries} times the real figure lies between {low} % and {high} %."
    )


def _decided(number: Sized, stake: Stake, found: Decision) -> State:
    margin = stake.margin or 0
    message = _because(found, margin > stake.cost)
    least = round(100 * stake.cost / margin) if margin > 0 else 0
    return State(
        found.state,
        message,
        {**number.seen, "least": least},
        weeks=found.weeks_until,
        worth=found.worth,
        more=_until_firm(number) if found.state == ACT and margin > stake.cost else None,
    )


def _until_firm(number: Sized) -> int | None:
    """An interval becomes half as wide with four times the offers; to the next ten, for it is a guess."""
    if number.width is None:
        return None
    more = (number.tries or 0) * ((number.width / FIRM_WIDTH) ** 2 - 1)
    return max(1, math.ceil(more)) if more < 10 else 10 * math.ceil(more / 10)


def _because(found: Decision, can_pay: bool) -> str:
    if not can_pay:
        return _("An offer costs more than a sale brings in: no number of sales changes that.")
    if found.state == DRAFT:
        return _(
            "Too early to decide: offering pays from {least} %,"
            " and with {tries} times the real figure lies between {low} % and {high} %."
        )
    if found.state == FIRM:
        return _FIRM_WORTH if found.worth else _FIRM_NOT_WORTH
    if found.worth:
        return _(
            "Enough to act on: offering pays from {least} %."
            " The real figure still lies between {low} % and {high} %."
        )
    return _(
        "Enough to act on: offering only pays from {least} %."
        " The real figure still lies between {low} % and {high} %."
    )


def _mean_state(number: Sized) -> State:
    width, tries = number.width, number.tries or 0
    if width is None:
        return State(DRAFT, _("Too few tickets to say how sure this is."))
    mean = max(0.0, number.hits / tries)
    if width <= mean:
        return State(FIRM, _("Firm: {tickets} tickets are enough to say how much it is."), {"tickets": tries})
    message = _("Too little data: {tries} tickets can still go either way.")
    return State(
        DRAFT,
        message,
        {"tries": tries},
        weeks=_weeks_until(width / mean if mean else 0.0, tries, number.pace),
    )


def _weeks_until(times_too_wide: float, tries: int, pace: float | None) -> int | None:
    """An interval becomes half as wide with four times the tickets."""
    if not pace or not times_too_wide:
        return None
    weeks = math.ceil(tries * (times_too_wide**2 - 1) / pace)
    return max(1, weeks) if weeks <= HORIZON else None
