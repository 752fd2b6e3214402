"""A question becomes one SQL expression, its rows become sums, the sums become an answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from statistics import mean
from typing import Any

from sqlglot import exp

from toonbank.metrics import decisions, left_out, roots, sources, till
from toonbank.metrics.answer import Answer, Row, Value, unavailable, value_of
from toonbank.metrics.branches import CLUSTER, Needed, expression
from toonbank.metrics.closed import Days
from toonbank.metrics.decisions import Stake
from toonbank.metrics.labels import Label, labels_of, order
from toonbank.metrics.measures import MEASURES, OFFERS, TICKETS, TILL
from toonbank.metrics.question import Question
from toonbank.shops.models import Shop

Key = tuple[Label, ...]
Sums = dict[str, float]


def answer(question: Question) -> Answer:
    """Ask the shop's own database. The cost follows the rows of the shops asked about, nothing else."""
    lacking = _lacking(question)
    days = Days(question)
    known = replace(question, metrics=tuple(m for m in question.metrics if m.key not in lacking))
    keyed = _keyed(known, days)
    (omitted,) = days.rows(left_out.expression, question, ())
    weeks = left_out.weeks(question, omitted)
    stakes = _stakes(question, keyed, weeks, days)
    rows = tuple(
        Row(_labels(question, key), _values(question, sums, weeks, stake) | lacking)
        for (key, sums), stake in zip(keyed, stakes, strict=True)
    )
    return Answer(question, rows, left_out.from_row(omitted))


def _lacking(question: Question) -> dict[str, Value]:
    """Of the metrics that can't be split or narrowed as asked."""
    return {
        metric.key: unavailable(metric, dimension)
        for metric in question.metrics
        if (dimension := metric.lacks(question.dimensions)) is not None
    }


def _labels(question: Question, key: Key) -> dict[str, Label]:
    return dict(zip([dimension.key for dimension in question.by], key, strict=True))


def _values(question: Question, sums: Sums, weeks: float | None, stake: Stake | None) -> dict[str, Value]:
    return {
        metric.key: value_of(metric, sums, weeks, stake if metric.key == decisions.METRIC else None)
        for metric in question.metrics
    }


def _stakes(
    question: Question, keyed: list[tuple[Key, Sums]], weeks: float | None, days: Days
) -> list[Stake | None]:
    if not keyed or weeks is None or not decisions.apply(question):
        return [None] * len(keyed)
    family = _keyed(decisions.family(question), days) if decisions.narrowed(question) else keyed
    costs = Shop.objects.filter(pk__in=question.shops).values_list("offer_cost", flat=True)
    cost = round(mean(costs))
    return [*decisions.stakes([sums for _, sums in keyed], [sums for _, sums in family], cost, weeks)]


def _keyed(question: Question, days: Days) -> list[tuple[Key, Sums]]:
    """The sums of every row, in the order in which they are read."""
    needed = _needed(question)
    question = roots.told(question, needed)
    sums = _labelled(question, needed, _found(question, needed, days))
    return list(_spread(question, needed, sums))


def _found(question: Question, needed: Needed, days: Days) -> list[dict[str, Any]]:
    keys = ("source", *(dimension.key for dimension in question.by))
    found = days.rows(_expression, question, keys) if needed.keys() - {TILL} else []
    if TILL in needed:
        found += till.rows(question, days.rows(_tickets_by_day, question, ("shop", "day")))
    return found


def _expression(question: Question) -> exp.Expr:
    needed = _needed(question)
    return expression(question, {source: needed[source] for source in needed if source != TILL})


def _tickets_by_day(question: Question) -> exp.Expr:
    return sources.of(TICKETS, replace(question, by=CLUSTER), [MEASURES["tickets"]])


def _needed(question: Question) -> Needed:
    needed: Needed = {}
    wanted = [measure for metric in question.metrics for measure in metric.measures]
    for measure in (*wanted, *decisions.measures(question)):
        of_source = needed.setdefault(measure.source, [])
        if measure not in of_source:
            of_source.append(measure)
    if not any(_covers(question, source) for source in needed):
        needed[OFFERS] = [MEASURES["offered"]]
    return needed


def _covers(question: Question, source: str) -> bool:
    return len(sources.split_by(source, question)) == len(question.by)


def _labelled(
    question: Question, needed: Needed, found: Iterable[dict[str, Any]]
) -> dict[str, dict[Key, Sums]]:
    """Per source the sums by what people read: the same add-on in two shops becomes one."""
    rows = list(found)
    labels = labels_of(question, rows)
    keys = {"source", *labels}
    sums: dict[str, dict[Key, Sums]] = {source: defaultdict(lambda: defaultdict(float)) for source in needed}
    for row in rows:
        own = sources.split_by(row["source"], question)
        key = tuple(labels[dim.key][row[dim.key]] if dim in own else None for dim in question.by)
        total = sums[row["source"]][key]
        for name, part in row.items():
            if name not in keys:
                total[name] += part or 0
    return sums


def _spread(
    question: Question, needed: Needed, sums: dict[str, dict[Key, Sums]]
) -> Iterator[tuple[Key, Sums]]:
    """Every key any fully split source knows, with the sums of less split sources beside it."""
    known = {key for source in needed if _covers(question, source) for key in sums[source]}
    for key in sorted(known, key=_place(question)) if question.by else [()]:
        together: Sums = defaultdict(float)
        for source in needed:
            for name, part in sums[source].get(_part(question, source, key), {}).items():
                together[name] += part
        yield key, together


def _place(question: Question) -> Callable[[Key], tuple[Any, ...]]:
    return lambda key: tuple(order(*pair) for pair in zip(question.by, key, strict=True))


def _part(question: Question, source: str, key: Key) -> Key:
    own = sources.split_by(source, question)
    return tuple(label if dim in own else None for dim, label in zip(question.by, key, strict=True))
