"""One SQL expression per question: a branch per source, and day by day where intervals rest on days."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlglot import exp, select

from toonbank.metrics import sources
from toonbank.metrics.dimensions import BY_KEY, Dimension
from toonbank.metrics.measures import MEASURES, Measure
from toonbank.metrics.metric import Metric, Shape
from toonbank.metrics.question import Question
from toonbank.metrics.sql import parsed
from toonbank.stats.days import DAYS_FOR_CLUSTERS

Needed = dict[str, list[Measure]]
# Days of two shops are two days: customers resemble each other within one shop.
CLUSTER = (BY_KEY["shop"], BY_KEY["day"])


def expression(question: Question, needed: Needed) -> exp.Expr:
    """Every source split by the dimensions it has; the measures of the others are 0 in its branch."""
    daily = _daily(question)
    columns = [*_sums(needed), *(column for metric in daily for column in day_columns(metric))]
    branches = [_branch(question, source, needed, daily, columns) for source in needed]
    whole: exp.Query = branches[0]
    for branch in branches[1:]:
        whole = exp.union(whole, branch, distinct=False)
    if daily:
        for source, measures in needed.items():
            whole = whole.with_(f"day_{source}", as_=sources.of(source, _by_day(question), measures))
    return whole


def day_columns(metric: Metric) -> tuple[str, str, str, str]:
    """Days with tries, Σx², Σxn and Σn² of a rate."""
    return (
        f"{metric.tries}_days",
        f"{metric.hits}_day_squares",
        f"{metric.hits}_day_products",
        f"{metric.tries}_day_squares",
    )


def _daily(question: Question) -> tuple[Metric, ...]:
    """The rates for which a row of the answer can hold enough days."""
    keys = {dimension.key for dimension in question.by}
    if "day" in keys:
        return ()
    whole = question.days or DAYS_FOR_CLUSTERS
    days = min(7, whole) if "week" in keys else whole
    if days * len(question.shops) < DAYS_FOR_CLUSTERS:
        return ()
    return tuple(metric for metric in question.metrics if metric.shape is Shape.RATE and metric.asks_database)


def _by_day(question: Question) -> Question:
    return replace(question, by=tuple(dict.fromkeys((*question.by, *CLUSTER))))


def _sums(needed: Needed) -> list[str]:
    return [measure.key for measures in needed.values() for measure in measures]


def _branch(
    question: Question, source: str, needed: Needed, daily: Sequence[Metric], columns: Iterable[str]
) -> exp.Select:
    own = sources.split_by(source, question)
    if daily:
        rows, present = _over_days(question, source, needed[source], daily)
    else:
        rows = sources.of(source, question, needed[source])
        present = {measure.key for measure in needed[source]}
    return (
        exp.select(exp.alias_(exp.Literal.string(source), "source"))
        .select(*(_key_column(key, key in own) for key in question.by))
        .select(*(_sum_column(column, column in present) for column in dict.fromkeys(columns)))
        .from_(rows.subquery("s"))
    )


def _over_days(
    question: Question, source: str, measures: Sequence[Measure], daily: Sequence[Metric]
) -> tuple[exp.Select, set[str]]:
    """The sums of a source over its days, with what the day clusters of its rates need."""
    own = sources.split_by(source, question)
    sums = {measure.key: f"SUM(d.{measure.key})" for measure in measures}
    rows = select(*(exp.column(key.key, "d") for key in own)).from_(f"day_{source} AS d")
    for metric in daily:
        days, hits_squared, products, tries_squared = day_columns(metric)
        hits, tries = MEASURES[metric.hits], MEASURES[metric.tries or ""]
        if tries.source == source:
            sums[days] = f"SUM(CASE WHEN d.{tries.key} > 0 THEN 1 ELSE 0 END)"
            sums[tries_squared] = f"SUM(d.{tries.key} * d.{tries.key})"
        if hits.source == source:
            sums[hits_squared] = f"SUM(d.{hits.key} * d.{hits.key})"
            other = "d" if tries.source == source else tries.source
            sums[products] = f"SUM(d.{hits.key} * {other}.{tries.key})"
    for other in _others(source, daily):
        rows = rows.join(f"day_{other} AS {other}", on=_same_day(question, source, other), join_type="left")
    rows = rows.select(*(exp.alias_(parsed(sql), key) for key, sql in sums.items()))
    return (rows.group_by(*(exp.column(key.key, "d") for key in own)) if own else rows), set(sums)


def _others(source: str, daily: Sequence[Metric]) -> list[str]:
    """The sources that what is counted here is divided by."""
    found = (
        MEASURES[metric.tries or ""].source for metric in daily if MEASURES[metric.hits].source == source
    )
    return [other for other in dict.fromkeys(found) if other != source]


def _same_day(question: Question, source: str, other: str) -> exp.Expr:
    split = sources.split_by(other, _by_day(question))
    here = sources.split_by(source, _by_day(question))
    return exp.and_(*(_same(key, other) for key in split if key in here))


def _same(key: Dimension, other: str) -> exp.Expr:
    mine, theirs = exp.column(key.key, "d"), exp.column(key.key, other)
    # Nobody's tickets belong to nobody's offers. A shop and a day are always known, and found by equality.
    return mine.eq(theirs) if key in CLUSTER else exp.NullSafeEQ(this=mine, expression=theirs)


def _key_column(key: Dimension, present: bool) -> exp.Expr:
    value = exp.column(key.key, "s") if present else exp.null()
    return exp.alias_(exp.cast(value, "TEXT" if key.text else "BIGINT"), key.key)


def _sum_column(column: str, present: bool) -> exp.Expr:
    value = exp.column(column, "s") if present else exp.Literal.number(0)
    # One type per column over all branches: whole numbers stay whole, only powers are real.
    real = column.endswith(("_squared", "_cubed"))
    return exp.alias_(exp.cast(value, "DOUBLE" if real else "BIGINT"), column)
