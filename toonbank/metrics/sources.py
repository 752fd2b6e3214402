"""Where sums come from: five kinds of rows, each one SELECT over the flat facts."""

from collections.abc import Callable, Sequence

from sqlglot import exp, select

from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.measures import ELIGIBLE, OFFERS, SUGGESTED, TICKETS, VISITS, Measure
from toonbank.metrics.question import Question
from toonbank.metrics.roots import ROOT
from toonbank.metrics.sql import conditions, parameter, parsed, scope, table

FITS = (
    "e.shop_id = f.shop_id AND (e.service_type_id IS NULL OR e.service_type_id = f.service_type_id)"
    " AND f.day BETWEEN e.first_day AND e.last_day"
    " AND f.day % 10000 BETWEEN e.season_first AND e.season_last"
)

PER_VISIT = {
    "offered": "SUM(f.offered)",
    "revenue": "SUM(f.revenue * f.price_known)",
    "profit": "SUM(f.profit * f.cost_known)",
    "crossed": "MAX(CASE WHEN f.kind = 'cross-sell' THEN f.bought ELSE 0 END)",
    "upped": "MAX(CASE WHEN f.kind = 'up-sell' THEN f.bought ELSE 0 END)",
}


def of(source: str, question: Question, measures: Sequence[Measure]) -> exp.Select:
    """Columns: one per dimension the source has (named as the dimension), then one per measure."""
    return SELECTS[source](question, measures)


def split_by(source: str, question: Question) -> tuple[Dimension, ...]:
    return tuple(dimension for dimension in question.by if source in dimension.columns)


def _tickets(question: Question, measures: Sequence[Measure]) -> exp.Select:
    return _sums(_facts("tickets", TICKETS, question), TICKETS, question, measures)


def _offers(question: Question, measures: Sequence[Measure]) -> exp.Select:
    return _sums(_lines(OFFERS, question), OFFERS, question, measures)


def _visits(question: Question, measures: Sequence[Measure]) -> exp.Select:
    """One row per ticket first: a ticket with two cross-sells is one ticket; intervals are over tickets."""
    keys = split_by(VISITS, question)
    wanted = {column.name for measure in measures for column in parsed(measure.sql).find_all(exp.Column)}
    per_visit = _lines(VISITS, question).select(
        *(_key(key, VISITS, question) for key in keys),
        *(exp.alias_(parsed(sql), name) for name, sql in PER_VISIT.items() if name in wanted),
    )
    per_visit = per_visit.group_by("f.ticket_id", *(_column(key, VISITS, question) for key in keys))
    return _summed(per_visit, keys, measures)


def _eligible(question: Question, measures: Sequence[Measure]) -> exp.Select:
    """Tickets are counted per day and service type before they meet the rules: few rows, not all of them."""
    own = [key for key in split_by(ELIGIBLE, question) if TICKETS in key.columns]
    columns = {exp.column(key.columns[TICKETS]).name for key in own} | {"shop_id", "day", "service_type_id"}
    names = sorted(columns)
    counted = _facts("tickets", TICKETS, question)
    counted = counted.select(*(exp.column(name, "f") for name in names), parsed("COUNT(*) AS tickets"))
    counted = counted.group_by(*(exp.column(name, "f") for name in names))
    joined = exp.select().from_(counted.subquery("f")).join(table("eligibility", "e"), on=parsed(FITS))
    for condition in conditions(ELIGIBLE, question, "e", only_addon=True):
        joined = joined.where(condition)
    joined = _with_addon(joined, ELIGIBLE, question, "e.addon_id")
    return _sums(joined, ELIGIBLE, question, measures)


def _suggested(question: Question, measures: Sequence[Measure]) -> exp.Select:
    root = ROOT if question.merged else "f.addon_id"
    fitting = _lines(SUGGESTED, question).join(
        table("eligibility", "e"), on=parsed(f"{FITS} AND e.addon_id = {root}")
    )
    if not question.merged:
        return _sums(fitting, SUGGESTED, question, measures)
    # A ticket on which one add-on stands under two of its names is one ticket.
    keys = split_by(SUGGESTED, question)
    per_visit = fitting.select(
        *(_key(key, SUGGESTED, question) for key in keys),
        parsed("MAX(f.offered) AS offered"),
        parsed("MAX(f.offered * f.bought) AS bought"),
    )
    columns = (_column(key, SUGGESTED, question) for key in keys)
    return _summed(per_visit.group_by("f.ticket_id", parsed(ROOT), *columns), keys, measures)


SELECTS: dict[str, Callable[[Question, Sequence[Measure]], exp.Select]] = {
    TICKETS: _tickets,
    OFFERS: _offers,
    VISITS: _visits,
    ELIGIBLE: _eligible,
    SUGGESTED: _suggested,
}


def _facts(name: str, source: str, question: Question) -> exp.Select:
    rows = exp.select().from_(table(name, "f"))
    for condition in [*scope(question), *_settled(name, question), *conditions(source, question, "f")]:
        rows = rows.where(condition)
    return rows


def _settled(name: str, question: Question) -> list[exp.Expr]:
    """Without voided tickets (they have no offers) and without what is still open on the running day."""
    settled = [parsed("f.counted = 1")] if name == "tickets" else []
    if question.today is not None:
        still_open = exp.and_(exp.column("pending", "f").eq(1), exp.column("day", "f") >= parameter("today"))
        settled.append(exp.not_(exp.paren(still_open)))
    return settled


def _lines(source: str, question: Question) -> exp.Select:
    rows = _facts("offers", source, question)
    if question.merged:
        rows = rows.join(table("addons", "r"), on=parsed("r.id = f.addon_id"))
    return _with_addon(rows, source, question, ROOT if question.merged else "f.addon_id")


def _with_addon(rows: exp.Select, source: str, question: Question, addon: str) -> exp.Select:
    if not any(key.of_addon for key in split_by(source, question)):
        return rows
    return rows.join(table("addons", "a"), on=parsed(f"a.id = {addon}"))


def _sums(rows: exp.Select, source: str, question: Question, measures: Sequence[Measure]) -> exp.Select:
    keys = split_by(source, question)
    rows = rows.select(*(_key(key, source, question) for key in keys))
    return _grouped(rows, [_column(key, source, question) for key in keys], measures)


def _summed(per_visit: exp.Select, keys: Sequence[Dimension], measures: Sequence[Measure]) -> exp.Select:
    columns = [exp.column(key.key) for key in keys]
    return _grouped(select(*columns).from_(per_visit.subquery("v")), columns, measures)


def _grouped(rows: exp.Select, keys: Sequence[exp.Expr], measures: Sequence[Measure]) -> exp.Select:
    rows = rows.select(*(exp.alias_(parsed(measure.sql), measure.key) for measure in measures))
    return rows.group_by(*keys) if keys else rows


def _key(key: Dimension, source: str, question: Question) -> exp.Expr:
    return exp.alias_(_column(key, source, question), key.key)


def _column(key: Dimension, source: str, question: Question) -> exp.Expr:
    if key.key == "addon" and source != ELIGIBLE and question.merged:
        return parsed(ROOT)
    alias = "a" if key.of_addon else "e" if source == ELIGIBLE and key.key == "addon" else "f"
    return exp.column(key.columns[source], alias)
