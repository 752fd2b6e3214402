"""A question in words, as it arrives from a command line, an address or a page, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.lib.periods import Period, business_day, day_int, parse_day
from toonbank.metrics import choices, engine
from toonbank.metrics.answer import Answer
from toonbank.metrics.definitions import METRICS, metric
from toonbank.metrics.dimensions import dimension
from toonbank.metrics.question import Question
from toonbank.shops.models import Shop

MAX_DIMENSIONS = 3


@dataclass(frozen=True)
class Asked:
    """Names as typed; `period` None is everything. Refuses what is not in the declared lists."""

    metrics: Sequence[str]
    by: Sequence[str] = ()
    where: Sequence[tuple[str, str]] = ()
    period: Period | None = None

    def question(self, shops: Sequence[Shop], now: datetime) -> Question:
        if not self.metrics:
            raise Refused("metric_missing", _("Name at least one number to ask for."), field="metric")
        if len(set(self.by)) > MAX_DIMENSIONS:
            raise Refused(
                "too_many_dimensions", _("Split by at most {most} things."), field="by", most=MAX_DIMENSIONS
            )
        ids = tuple(shop.pk for shop in shops)
        question = Question(
            metrics=tuple(metric(name) for name in dict.fromkeys(self.metrics)),
            shops=ids,
            by=tuple(dimension(name) for name in dict.fromkeys(self.by)),
            where=choices.where(ids, self.where),
            period=self.period,
            today=min((_today(shop, now) for shop in shops), default=None),
        )
        _check_known(question)
        return question

    def answer(self, shops: Sequence[Shop], now: datetime) -> Answer:
        return engine.answer(self.question(shops, now))

    def as_json(self) -> dict[str, Any]:
        where: dict[str, list[str]] = {}
        for name, value in self.where:
            where.setdefault(name, []).append(value)
        return {
            "metrics": list(self.metrics),
            "by": list(self.by),
            "where": where,
            "from": self.period.first.isoformat() if self.period else None,
            "to": self.period.last.isoformat() if self.period else None,
        }


def _check_known(question: Question) -> None:
    """A question without any answer is refused; beside others a number is marked as not available."""
    dimension = question.metrics[0].lacks(question.dimensions)
    if dimension is None or any(one.lacks(question.dimensions) is None for one in question.metrics):
        return
    known = [one.key for one in METRICS if one.lacks(question.dimensions) is None]
    raise Refused(
        "metric_not_by",
        _("{metric} is not known by {dimension}. These are: {known}."),
        field="by" if dimension in question.by else "where",
        metric=question.metrics[0].key,
        dimension=dimension.key,
        known=", ".join(known),
    )


def period_of(first: str | None, last: str | None, week: str | None) -> Period | None:
    """From what was typed: two days, an ISO week, or nothing at all."""
    if week:
        if first or last:
            raise Refused(
                "period_twice", _("Give a week, or a first and a last day, not both."), field="week"
            )
        return Period.week(week)
    if not (first or last):
        return None
    if not (first and last):
        raise Refused("period_half", _("Give both the first and the last day."), field="from")
    return Period.between(parse_day(first), parse_day(last))


def where_of(given: Sequence[str]) -> list[tuple[str, str]]:
    """From `DIM=VALUE` as typed."""
    pairs = [text.partition("=") for text in given]
    for name, equals, _value in pairs:
        if not equals:
            message = _("“{given}” is not a filter; write it like addon=Screen protector.")
            raise Refused("where_invalid", message, field="where", given=name[:60])
    return [(name, value) for name, _equals, value in pairs]


def _today(shop: Shop, now: datetime) -> int:
    return day_int(business_day(now, shop.timezone, shop.cutoff_minutes))
