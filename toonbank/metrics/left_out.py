"""Which tickets the numbers leave out, and why: counted with the same filters as the numbers themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from sqlglot import exp

from toonbank.lib.periods import day_from_int
from toonbank.metrics.definitions import NO_COST, NO_COUNT, NO_PRICE, NO_TOTAL
from toonbank.metrics.measures import TICKETS
from toonbank.metrics.question import Question
from toonbank.metrics.sql import conditions, parameter, parsed, scope, table
from toonbank.metrics.statements import run

DAYS = ("first_day", "last_day")
VOIDED, STILL_OPEN = "voided", "still_open"
WORDING = {
    VOIDED: _("voided"),
    STILL_OPEN: _("still open today"),
    NO_PRICE: _("something was bought whose price is not known"),
    NO_COST: _("something was bought whose price or cost is not known"),
    NO_TOTAL: _("no receipt total"),
    NO_COUNT: _("on a day whose receipts were not counted"),
}
CALENDAR = frozenset({"day", "week", "month"})
LACKING = {
    NO_PRICE: "f.price_known = 0",
    NO_COST: "f.cost_known = 0",
    NO_TOTAL: "f.total IS NULL",
    NO_COUNT: (
        "NOT EXISTS (SELECT 1 FROM toonbank_tillcount AS c WHERE c.shop_id = f.shop_id AND c.day = f.day)"
    ),
}


@dataclass(frozen=True)
class LeftOut:
    """`tickets` counts each ticket once, whatever the number of reasons."""

    tickets: int = 0
    why: dict[str, int] = field(default_factory=dict)

    def sentences(self) -> list[str]:
        return [f"{count} × {gettext(WORDING[reason])}" for reason, count in self.why.items() if count]


def expression(question: Question) -> exp.Select:
    """One row: a count per reason, and of the tickets with at least one of them; the first and last day."""
    reasons = _reasons(question)
    any_reason = exp.or_(*reasons.values())
    return _rows(question).select(
        *(exp.alias_(_count(condition), reason) for reason, condition in reasons.items()),
        exp.alias_(_count(any_reason), "tickets"),
        parsed("MIN(f.day) AS first_day"),
        parsed("MAX(f.day) AS last_day"),
    )


def listed(question: Question, most: int, skip: int = 0) -> list[tuple[int, tuple[str, ...]]]:
    """The tickets themselves, newest first: the id of each with its reasons."""
    rows = run(_list, question, most=most, skip=skip)
    names = ("ticket", "day")
    return [(row["ticket"], tuple(name for name in row if row[name] and name not in names)) for row in rows]


def from_row(row: dict[str, int | None]) -> LeftOut:
    counts = {name: int(value or 0) for name, value in row.items() if name not in DAYS}
    return LeftOut(counts.pop("tickets"), {name: count for name, count in counts.items() if count})


def weeks(question: Question, row: dict[str, int | None]) -> float | None:
    """From the first ticket to the end of the period or to now, at least one; None where nothing was logged.

    A part of the calendar has no pace of its own: its tickets will not become more.
    """
    first, last = row["first_day"], row["last_day"]
    if first is None or last is None or any(key.key in CALENDAR for key in question.by):
        return None
    if question.period is not None:
        last = max(last, question.period.day_ints()[1])
    if question.today is not None:
        last = max(first, min(last, question.today))
    return max(1.0, ((day_from_int(last) - day_from_int(first)).days + 1) / 7)


def _list(question: Question) -> exp.Select:
    reasons = _reasons(question)
    rows = _rows(question).where(exp.or_(*reasons.values()))
    rows = rows.select(parsed("f.id AS ticket"), parsed("f.day AS day"))
    rows = rows.select(*(exp.alias_(_one(condition), reason) for reason, condition in reasons.items()))
    return rows.order_by("f.day DESC", "f.id DESC").limit(parameter("most")).offset(parameter("skip"))


def _rows(question: Question) -> exp.Select:
    rows = exp.select().from_(table("tickets", "f"))
    for condition in [*scope(question), *conditions(TICKETS, question, "f")]:
        rows = rows.where(condition)
    return rows


def _reasons(question: Question) -> dict[str, exp.Expr]:
    reasons: dict[str, exp.Expr] = {VOIDED: parsed("f.counted = 0")}
    counted = parsed("f.counted = 1")
    if question.today is not None:
        late = exp.column("day", "f") >= parameter("today")
        reasons[STILL_OPEN] = exp.and_(counted, exp.column("pending", "f").eq(1), late)
        counted = exp.and_(counted, exp.not_(exp.paren(exp.and_(exp.column("pending", "f").eq(1), late))))
    for reason in _asked(question):
        reasons[reason] = exp.and_(counted, parsed(LACKING[reason]))
    return reasons


def _asked(question: Question) -> Iterable[str]:
    return dict.fromkeys(reason for metric in question.metrics for reason in metric.left_out)


def _count(condition: exp.Expr) -> exp.Expr:
    return exp.Sum(this=_one(condition))


def _one(condition: exp.Expr) -> exp.Expr:
    return exp.Case().when(condition.copy(), exp.Literal.number(1)).else_(exp.Literal.number(0))
