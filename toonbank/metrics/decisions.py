"""May a shop act on the attach rate of an add-on yet? What that needs, brought together from the sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toonbank.metrics.measures import MEASURES, Measure
from toonbank.metrics.question import Question
from toonbank.stats.prior import Prior, learn, learn_each
from toonbank.stats.rate import Rate

METRIC = "attach_rate"
# An offer is an offer of something: of these alone can be said whether it pays to go on offering it.
OF_ADDON = frozenset({"addon", "category", "variant"})
# What is offered most teaches most; a list of more names than this is no list of add-ons.
MOST = 60

Sums = Mapping[str, float]


@dataclass(frozen=True)
class Stake:
    """`margin`: cents per sale as offered in the period, None while no cost is known; `cost` of an offer.

    `profit`: cents per week of all add-ons together, of which a small part may be lost by being wrong.
    """

    margin: int | None
    cost: int
    prior: Prior
    profit: float


def apply(question: Question) -> bool:
    """The attach rate is asked of add-ons, categories or variants, split by them or narrowed to some."""
    keys = {dimension.key for dimension in question.by}
    asked = any(metric.key == METRIC for metric in question.metrics)
    return asked and keys <= OF_ADDON and (bool(keys) or narrowed(question))


def measures(question: Question) -> tuple[Measure, ...]:
    names = ("margin", "margin_known", "profit") if apply(question) else ()
    return tuple(MEASURES[name] for name in names)


def narrowed(question: Question) -> bool:
    return any(dimension.key == "addon" for dimension, _values in question.where)


def family(question: Question) -> Question:
    """The same question about all add-ons of these shops: what the others do is the prior of each."""
    where = tuple((dimension, values) for dimension, values in question.where if dimension.key != "addon")
    metrics = tuple(metric for metric in question.metrics if metric.key == METRIC)
    # A category and a kind both narrow by add-on: once is enough, and PostgreSQL insists on it.
    narrowed_by = dict.fromkeys(dimension for dimension, _v in question.where if dimension.key == "addon")
    return replace(question, where=where, metrics=metrics, by=question.by or tuple(narrowed_by))


def stakes(rows: Sequence[Sums], all_rows: Sequence[Sums], cost: int, weeks: float) -> list[Stake]:
    """Per row; `all_rows` are those of the family."""
    rates, profit = [_rate(sums) for sums in all_rows], sum(sums.get("profit", 0) for sums in all_rows)
    priors = _priors([_rate(sums) for sums in rows], sorted(rates, key=lambda rate: -rate.tries)[:MOST])
    return [
        Stake(_margin(sums), cost, prior, profit / weeks) for sums, prior in zip(rows, priors, strict=True)
    ]


def _priors(own: list[Rate], known: list[Rate]) -> list[Prior]:
    # Equal sums learn equally from the others, so the sums will do as a name.
    each = dict(zip(known, learn_each(known), strict=True))
    strange = learn(known) if any(rate not in each for rate in own) else None
    return [each.get(rate) or strange or learn(known) for rate in own]


def _rate(sums: Sums) -> Rate:
    return Rate(int(sums.get("bought", 0)), int(sums.get("offered", 0)))


def _margin(sums: Sums) -> int | None:
    known = sums.get("margin_known", 0)
    return round(sums.get("margin", 0) / known) if known else None
