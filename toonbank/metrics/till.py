"""Coverage: tickets logged against the receipts that the till counted, day by day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from toonbank.ledger.models import TillCount
from toonbank.lib.periods import day_from_int, month_int, week_int, weekday
from toonbank.metrics.branches import day_columns
from toonbank.metrics.definitions import BY_KEY
from toonbank.metrics.measures import TILL
from toonbank.metrics.question import Question
from toonbank.stats.days import DaySums

Found = dict[str, Any]


@dataclass(frozen=True)
class Counted:
    """One day of one shop; `logged` is at most `receipts`: a rate has no more hits than tries."""

    keys: dict[str, int]
    logged: int
    receipts: int


def rows(question: Question, tickets: Iterable[Found]) -> list[Found]:
    """As the database answers for other sources. `tickets`: rows of shop, day and the tickets logged then.

    Days without a count take no part. The calendar is worked out here: a day on which nothing was logged
    has no row that knows its week.
    """
    logged = {(row["shop"], row["day"]): int(row["tickets"] or 0) for row in tickets}
    by_key: dict[tuple[int | None, ...], list[tuple[int, int]]] = defaultdict(list)
    for counted in _counted(question, logged):
        by_key[tuple(counted.keys.get(dimension.key) for dimension in question.by)].append(
            (counted.logged, counted.receipts)
        )
    return [_row(question, key, DaySums.of(days)) for key, days in by_key.items()]


def _counted(question: Question, logged: dict[tuple[int, int], int]) -> Iterable[Counted]:
    counts = TillCount.objects.filter(shop__in=question.shops)
    if question.period is not None:
        counts = counts.filter(day__range=question.period.day_ints())
    wanted = {dimension.key: values for dimension, values in question.where}
    for shop, day, receipts in counts.order_by("shop", "day").values_list("shop", "day", "receipts"):
        keys = _keys(shop, day)
        if all(keys.get(key) in values for key, values in wanted.items()):
            yield Counted(keys, min(logged.get((shop, day), 0), receipts), receipts)


def _keys(shop: int, day: int) -> dict[str, int]:
    date = day_from_int(day)
    return {
        "shop": shop,
        "day": day,
        "week": week_int(date),
        "month": month_int(date),
        "weekday": weekday(date),
    }


def _row(question: Question, key: tuple[int | None, ...], sums: DaySums) -> Found:
    names = (dimension.key for dimension in question.by)
    powers = (sums.days, sums.hits_squared, sums.products, sums.tries_squared)
    return {
        "source": TILL,
        **dict(zip(names, key, strict=True)),
        "logged": sums.hits,
        "receipts_counted": sums.tries,
        **dict(zip(day_columns(BY_KEY["coverage"]), powers, strict=True)),
    }
