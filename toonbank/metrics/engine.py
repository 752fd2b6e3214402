"""A question becomes one SQL expression, its rows become sums, the sums become an answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from sqlglot import exp

from toonbank.metrics import left_out, roots, sources
from toonbank.metrics.answer import Answer, Row, Value, value_of
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.labels import Label, labels_of, order
from toonbank.metrics.measures import MEASURES, OFFERS, Measure
from toonbank.metrics.question import Question

DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}
Key = tuple[Label, ...]
Sums = dict[str, float]
Needed = dict[str, list[Measure]]


def answer(question: Question) -> Answer:
    """Ask the shop's own database. The cost follows the rows of the shops asked about, nothing else."""
    needed = _needed(question)
    question = roots.told(question, needed)
    found = _run(expression(question, needed))
    sums = _labelled(question, needed, found)
    rows = tuple(
        Row(dict(zip([key.key for key in question.by], key, strict=True)), _values(question, of_key))
        for key, of_key in _spread(question, needed, sums)
    )
    (omitted,) = _run(left_out.expression(question))
    return Answer(question, rows, left_out.from_row(omitted))


def expression(question: Question, needed: Needed) -> exp.Expr:
    """One branch per source, each split by the dimensions it has; the others stand empty in it."""
    branches = [_branch(question, source, measures, needed) for source, measures in needed.items()]
    whole: exp.Expr = branches[0]
    for branch in branches[1:]:
        whole = exp.union(whole, branch, distinct=False)
    return whole


def _needed(question: Question) -> Needed:
    needed: Needed = {}
    for metric in question.metrics:
        for measure in metric.measures:
            of_source = needed.setdefault(measure.source, [])
            if measure not in of_source:
                of_source.append(measure)
    if not any(_covers(question, source) for source in needed):
        needed[OFFERS] = [MEASURES["offered"]]
    return needed


def _covers(question: Question, source: str) -> bool:
    return len(sources.split_by(source, question)) == len(question.by)


def _branch(question: Question, source: str, measures: list[Measure], needed: Needed) -> exp.Select:
    rows = sources.of(source, question, measures).subquery("s")
    own = sources.split_by(source, question)
    return (
        exp.select(exp.alias_(exp.Literal.string(source), "source"))
        .select(*(_key_column(key, key in own) for key in question.by))
        .select(*(_sum_column(measure, measure in measures) for measure in _all(needed)))
        .from_(rows)
    )


def _all(needed: Needed) -> list[Measure]:
    return [measure for measures in needed.values() for measure in measures]


def _key_column(key: Dimension, present: bool) -> exp.Expr:
    value = exp.column(key.key, "s") if present else exp.null()
    return exp.alias_(exp.cast(value, "TEXT" if key.text else "BIGINT"), key.key)


def _sum_column(measure: Measure, present: bool) -> exp.Expr:
    value = exp.column(measure.key, "s") if present else exp.Literal.number(0)
    # One type per column over all branches: whole numbers stay whole, only powers are real.
    real = measure.key.endswith(("_squared", "_cubed"))
    return exp.alias_(exp.cast(value, "DOUBLE" if real else "BIGINT"), measure.key)


def _run(query: exp.Expr) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        # No parameters: a literal percent sign must reach the database as it is.
        cursor.execute(query.sql(dialect=DIALECTS[connection.vendor]).replace("%", "%%"), [])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _labelled(
    question: Question, needed: Needed, found: Iterable[dict[str, Any]]
) -> dict[str, dict[Key, Sums]]:
    """Per source the sums by what people read: the same add-on in two shops becomes one."""
    rows = list(found)
    labels = labels_of(question, rows)
    sums: dict[str, dict[Key, Sums]] = {source: defaultdict(lambda: defaultdict(float)) for source in needed}
    for row in rows:
        own = sources.split_by(row["source"], question)
        key = tuple(labels[dim.key][row[dim.key]] if dim in own else None for dim in question.by)
        total = sums[row["source"]][key]
        for measure in needed[row["source"]]:
            total[measure.key] += row[measure.key] or 0
    return sums


def _spread(
    question: Question, needed: Needed, sums: dict[str, dict[Key, Sums]]
) -> Iterator[tuple[Key, Sums]]:
    """Every key any fully split source knows, with the sums of less split sources beside it."""
    known = {key for source in needed if _covers(question, source) for key in sums[source]}
    for key in sorted(known, key=_place(question)) if question.by else [()]:
        together: Sums = {}
        for source in needed:
            together |= sums[source].get(_part(question, source, key), {})
        yield key, together


def _place(question: Question) -> Callable[[Key], tuple[Any, ...]]:
    return lambda key: tuple(order(*pair) for pair in zip(question.by, key, strict=True))


def _part(question: Question, source: str, key: Key) -> Key:
    own = sources.split_by(source, question)
    return tuple(label if dim in own else None for dim, label in zip(question.by, key, strict=True))


def _values(question: Question, sums: Sums) -> dict[str, Value]:
    return {metric.key: value_of(metric, sums) for metric in question.metrics}
