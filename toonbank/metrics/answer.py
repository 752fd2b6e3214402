"""What comes back: rows of sums that can be added, with their uncertainty; division happens here, last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.utils.translation import gettext

from toonbank.metrics.branches import day_columns
from toonbank.metrics.decisions import Stake
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.left_out import LeftOut
from toonbank.metrics.metric import Metric, Shape, Unit
from toonbank.metrics.question import Question
from toonbank.metrics.state import DRAFT, Said, Sized, State, state_of
from toonbank.stats.days import DaySums, clustered
from toonbank.stats.money import MoneySums, mean_per_ticket


@dataclass(frozen=True)
class Value:
    """One number. `hits` and `tries` are the sums it was made of; cents stay cents.

    `days` and `money`: the sums its interval was made of, for comparisons. `margin`: of an add-on's attach
    rate, cents per sale as offered, None where it is not known. Not `available`: the metric can't be split or
    narrowed as asked, so there are no sums either.
    """

    metric: Metric
    hits: int
    tries: int | None
    value: float | None
    low: float | None
    high: float | None
    state: State
    days: DaySums | None = None
    money: MoneySums | None = None
    margin: int | None = None
    available: bool = True

    def doubted(self, reason: Said, check: str) -> "Value":
        """The same number, as a draft: waiting for more tickets won't help. No number stays no number."""
        if self.value is None:
            return self
        return replace(self, state=State(DRAFT, said=reason, check=check, worth=self.state.worth))

    def as_json(self) -> dict[str, Any]:
        state = self.state
        ahead = {"forecast_weeks": state.weeks, "firm_after": state.more, "check": state.check}
        return {
            **_sums_as_json(self),
            "value": _rounded(self.value),
            "low": _rounded(self.low),
            "high": _rounded(self.high),
            "state": state.name,
            "reason": state.reason(),
            **{name: told for name, told in ahead.items() if told},
        }


@dataclass(frozen=True)
class Row:
    """One value per dimension, as people read it, and one number per metric."""

    labels: dict[str, str | int | None]
    values: dict[str, Value]

    def as_json(self) -> dict[str, Any]:
        return {**self.labels, **{name: value.as_json() for name, value in self.values.items()}}


@dataclass(frozen=True)
class Answer:
    question: Question
    rows: tuple[Row, ...]
    left_out: LeftOut

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [row.as_json() for row in self.rows],
            "left_out": {"tickets": self.left_out.tickets, "why": self.left_out.why},
        }

    @property
    def only(self) -> dict[str, Value]:
        """The values of a question that was not split."""
        (row,) = self.rows
        return row.values


def value_of(
    metric: Metric, sums: Mapping[str, float], weeks: float | None = None, stake: Stake | None = None
) -> Value:
    """The metric made from its sums; a sum that no row contributed to is 0.

    `weeks`: how long the sums took, where more may follow. `stake`: what hangs on an attach rate.
    """
    value = _measured(metric, sums)
    unknown = int(sums.get(metric.unknown, 0)) if metric.unknown else 0
    pace = (value.tries or 0) / weeks if weeks else None
    number = Sized(metric, value.hits, value.tries, value.low, value.high, unknown, pace, stake)
    value = replace(value, state=state_of(number), margin=stake.margin if stake else None)
    return replace(value, value=None, low=None, high=None) if unknown and not value.hits else value


def unavailable(metric: Metric, dimension: Dimension) -> Value:
    """Instead of a number that looks split or narrowed and is not."""
    state = State(DRAFT, said=partial(_not_by, metric, dimension))
    return Value(metric, 0, None, None, None, None, state, available=False)


def _not_by(metric: Metric, dimension: Dimension) -> str:
    message = gettext("{metric}: not known by {dimension}.")
    return message.format(metric=metric.title(), dimension=dimension.title().lower())


def _measured(metric: Metric, sums: Mapping[str, float]) -> Value:
    hits = int(sums.get(metric.hits, 0))
    tries = int(sums.get(metric.tries, 0)) if metric.tries else None
    state = State(DRAFT)
    if metric.shape is Shape.COUNT:
        return Value(metric, hits, tries, float(hits), None, None, state)
    if metric.shape is Shape.RATE:
        days = _day_sums(metric, hits, tries or 0, sums)
        rate = clustered(days)
        return Value(metric, hits, tries, rate.value, rate.low, rate.high, state, days=days)
    money = _money_sums(metric, hits, tries or 0, sums)
    mean = mean_per_ticket(money)
    return Value(metric, hits, tries, mean.value, mean.low, mean.high, state, money=money)


def _day_sums(metric: Metric, hits: int, tries: int, sums: Mapping[str, float]) -> DaySums:
    days, hits_squared, products, tries_squared = (int(sums.get(key, 0)) for key in day_columns(metric))
    return DaySums(days, hits, tries, hits_squared, products, tries_squared)


def _money_sums(metric: Metric, hits: int, tries: int, sums: Mapping[str, float]) -> MoneySums:
    squares = round(sums.get(f"{metric.hits}_squared", 0))
    # Squares travel as floats; rounding may leave them a hair below what the total allows.
    least = -(-(hits**2) // tries) if tries else 0
    return MoneySums(tries, hits, max(squares, least), round(sums.get(f"{metric.hits}_cubed", 0)))


def _sums_as_json(value: Value) -> dict[str, int | None]:
    hits, tries = ("total", "per") if value.metric.unit is Unit.CENTS else ("hits", "tries")
    found = {hits: value.hits if value.available else None}
    return found if value.metric.tries is None and tries == "tries" else {**found, tries: value.tries}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
