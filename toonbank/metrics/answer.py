"""What comes back: rows of sums that can be added, with their uncertainty; division happens here, last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from toonbank.metrics.left_out import LeftOut
from toonbank.metrics.metric import Metric, Shape, Unit
from toonbank.metrics.question import Question
from toonbank.metrics.state import DRAFT, Said, State, state_of
from toonbank.stats.money import MoneySums, mean_per_ticket
from toonbank.stats.rate import wilson


@dataclass(frozen=True)
class Value:
    """One number. `hits` and `tries` are the sums it was made of; cents stay cents."""

    metric: Metric
    hits: int
    tries: int | None
    value: float | None
    low: float | None
    high: float | None
    state: State

    def doubted(self, reason: Said) -> "Value":
        """The same number, as a draft: waiting for more tickets won't help. No number stays no number."""
        return self if self.value is None else replace(self, state=State(DRAFT, doubt=reason))

    def as_json(self) -> dict[str, Any]:
        sums = {"total": self.hits, "per": self.tries} if self.metric.unit is Unit.CENTS else _counts(self)
        return {
            **sums,
            "value": _rounded(self.value),
            "low": _rounded(self.low),
            "high": _rounded(self.high),
            "state": self.state.name,
            "reason": self.state.reason(),
        }


@dataclass(frozen=True)
class Row:
    """One value per dimension, as people read it, and one number per metric."""

    labels: dict[str, str | int | None]
    values: dict[str, Value]

    def doubted(self, doubts: Mapping[str, Said]) -> "Row":
        return replace(self, values=doubted(self.values, doubts))

    def as_json(self) -> dict[str, Any]:
        return {**self.labels, **{name: value.as_json() for name, value in self.values.items()}}


@dataclass(frozen=True)
class Answer:
    question: Question
    rows: tuple[Row, ...]
    left_out: LeftOut

    def doubted(self, doubts: Mapping[str, Said]) -> "Answer":
        """By key of a metric why the log can't carry it; see quality.check.doubted()."""
        return replace(self, rows=tuple(row.doubted(doubts) for row in self.rows))

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


def doubted(values: Mapping[str, Value], doubts: Mapping[str, Said]) -> dict[str, Value]:
    return {key: value.doubted(doubts[key]) if key in doubts else value for key, value in values.items()}


def value_of(metric: Metric, sums: dict[str, float]) -> Value:
    """The metric made from its sums; a sum that no row contributed to is 0."""
    hits = int(sums.get(metric.hits, 0))
    tries = int(sums.get(metric.tries, 0)) if metric.tries else None
    unknown = int(sums.get(metric.unknown, 0)) if metric.unknown else 0
    value, low, high = _numbers(metric, hits, tries, sums)
    if unknown and not hits:
        value, low, high = None, None, None
    return Value(metric, hits, tries, value, low, high, state_of(metric, hits, tries, low, high, unknown))


def _numbers(
    metric: Metric, hits: int, tries: int | None, sums: dict[str, float]
) -> tuple[float | None, float | None, float | None]:
    if metric.shape is Shape.COUNT:
        return float(hits), None, None
    if metric.shape is Shape.RATE:
        rate = wilson(hits, tries or 0)
        return rate.value, rate.low, rate.high
    mean = mean_per_ticket(_money_sums(metric, hits, tries or 0, sums))
    return mean.value, mean.low, mean.high


def _money_sums(metric: Metric, hits: int, tries: int, sums: dict[str, float]) -> MoneySums:
    squares = round(sums.get(f"{metric.hits}_squared", 0))
    # Squares travel as floats; rounding may leave them a hair below what the total allows.
    least = -(-(hits**2) // tries) if tries else 0
    return MoneySums(tries, hits, max(squares, least), round(sums.get(f"{metric.hits}_cubed", 0)))


def _counts(value: Value) -> dict[str, int]:
    return {"hits": value.hits} if value.tries is None else {"hits": value.hits, "tries": value.tries}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
