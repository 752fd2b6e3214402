"""Questions as statements of the database that holds the data; those of one shape are written once."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from sqlglot import exp

from toonbank.lib.periods import Period
from toonbank.metrics.question import Question
from toonbank.metrics.sql import parameters
from toonbank.stats.days import DAYS_FOR_CLUSTERS

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
# Writing a statement takes longer than most answers; a page asks the same few shapes every day.
KEPT = 256

Write = Callable[[Question], exp.Expr]


def run(write: Write, question: Question, **more: int) -> list[dict[str, Any]]:
    """The rows of the statement that `write` makes of the question. It may depend on its shape() alone.

    `more`: values of parameters that are not the question's, such as how many rows.
    """
    sql = written(write, shape(question), DIALECTS[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(sql, {**parameters(question), **more})
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def shape(question: Question) -> Question:
    """The question without its values: how many shops and choices, and whether the days are many."""
    return replace(
        question,
        shops=tuple(range(len(question.shops))),
        where=tuple((dimension, _filled(values)) for dimension, values in question.where),
        period=_period(question.period),
        whole=question.whole and min(question.whole, DAYS_FOR_CLUSTERS),
        today=None if question.today is None else 0,
    )


@lru_cache(KEPT)
def written(write: Write, asked: Question, dialect: str) -> str:
    # A remainder must reach the database as it is; `%(` begins a parameter.
    return re.sub(r"%(?!\()", "%%", write(asked).sql(dialect=dialect))


def _filled(values: tuple[int | str | None, ...]) -> tuple[int | None, ...]:
    return tuple(None if value is None else 0 for value in values)


def _period(period: Period | None) -> Period | None:
    if period is None:
        return None
    first = date(2000, 1, 3)
    return Period(first, first + timedelta(days=min(period.days, DAYS_FOR_CLUSTERS) - 1))
