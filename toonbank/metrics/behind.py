"""The tickets behind a number: what each adds to its sums, asked with the very statement of the number."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from sqlglot import exp, select

from toonbank.metrics import roots
from toonbank.metrics.branches import Needed, expression
from toonbank.metrics.dimensions import BY_KEY, Dimension
from toonbank.metrics.measures import ELIGIBLE, MEASURES, OFFERS, SUGGESTED, TICKETS, VISITS
from toonbank.metrics.metric import Metric, Shape
from toonbank.metrics.question import Question
from toonbank.metrics.sql import parameter, parsed
from toonbank.metrics.statements import run

# Not for people, so in no list. A ticket has one day: asked along, for the order.
_TICKET = Dimension(
    "ticket",
    "",
    {TICKETS: "id", OFFERS: "ticket_id", VISITS: "ticket_id", SUGGESTED: "ticket_id", ELIGIBLE: "id"},
)
BY = (_TICKET, BY_KEY["day"])
EVERY_TICKET = MEASURES["tickets"]

# What one can look at: all that count, those that add to what is counted, those that only add to what it is
# divided by, and those that have no part in the number though nothing is wrong with them.
ALL, HITS, REST, OTHERS = "counted", "hits", "rest", "others"
PARTS = (ALL, HITS, REST, OTHERS)


@dataclass(frozen=True)
class Part:
    """One ticket, by its id, and what it adds to the two sums of the number."""

    ticket: int
    hits: int
    tries: int


@dataclass(frozen=True)
class Totals:
    """Tickets per part; `sum_hits` and `sum_tries` are the sums of all of them."""

    tickets: dict[str, int]
    sum_hits: int
    sum_tries: int


def totals(question: Question) -> Totals:
    """The question asks one metric that the database knows, and is not split."""
    (row,) = run(_totals, _told(question))
    counts = {part: int(row[part] or 0) for part in PARTS}
    return Totals(counts, int(row["sum_hits"] or 0), int(row["sum_tries"] or 0))


def tickets(question: Question, part: str, most: int, skip: int = 0) -> list[Part]:
    """Newest first."""
    rows = run(_LISTS[part], _told(question), most=most, skip=skip)
    return [Part(int(row["ticket"]), int(row["hits"]), int(row["tries"])) for row in rows]


def _told(question: Question) -> Question:
    return roots.told(question, _needed(question.metrics[0]))


def _totals(question: Question) -> exp.Select:
    metric = question.metrics[0]
    counts = (
        exp.alias_(parsed(f"SUM(CASE WHEN {_condition(metric, part)} THEN 1 ELSE 0 END)"), part)
        for part in PARTS
    )
    sums = (parsed(f"SUM(t.{name}) AS sum_{name}") for name in ("hits", "tries"))
    return select(*counts, *sums).from_(_per_ticket(question).subquery("t"))


def _list(part: str, question: Question) -> exp.Select:
    rows = select("t.ticket", "t.hits", "t.tries").from_(_per_ticket(question).subquery("t"))
    rows = rows.where(parsed(_condition(question.metrics[0], part)))
    return rows.order_by("t.day DESC", "t.ticket DESC").limit(parameter("most")).offset(parameter("skip"))


# Made once: a statement is kept by what writes it.
_LISTS: dict[str, Callable[[Question], exp.Select]] = {part: partial(_list, part) for part in PARTS}


def _per_ticket(question: Question) -> exp.Select:
    metric = question.metrics[0]
    found = exp.Subquery(this=expression(replace(question, by=BY), _needed(metric))).as_("s")
    tries = f"SUM(s.{metric.tries})" if metric.tries else "0"
    rows = select("s.ticket", "s.day", f"SUM(s.{metric.hits}) AS hits", f"{tries} AS tries").from_(found)
    return rows.group_by("s.ticket", "s.day")


def _needed(metric: Metric) -> Needed:
    """Every ticket comes along, also one that adds nothing."""
    needed: Needed = {TICKETS: [EVERY_TICKET]}
    for key in filter(None, (metric.hits, metric.tries)):
        of_source = needed.setdefault(MEASURES[key].source, [])
        if MEASURES[key] not in of_source:
            of_source.append(MEASURES[key])
    return needed


def _condition(metric: Metric, part: str) -> str:
    """What a sum without division is counted of are its hits alone."""
    divided = metric.shape is not Shape.COUNT
    counts = "(t.hits <> 0 OR t.tries > 0)" if divided else "t.hits <> 0"
    # Where a ticket may be left out for a reason (see left_out.py), it then is in none of its two sums.
    known = " AND t.tries > 0" if metric.left_out else ""
    return {
        ALL: counts,
        HITS: "t.hits <> 0",
        REST: "t.hits = 0 AND t.tries > 0" if divided else "1 = 0",
        OTHERS: f"NOT ({counts}){known}",
    }[part]
