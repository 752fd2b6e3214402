"""Pieces of SQL every question shares, as sqlglot expressions.

Every name comes from the declared lists; every value enters as a typed literal: no string is pasted into SQL.
"""

from collections.abc import Sequence
from functools import cache

from sqlglot import exp, maybe_parse

from toonbank.metrics.question import Question

TABLES = {
    "tickets": "toonbank_ticket",
    "offers": "toonbank_offer",
    "eligibility": "toonbank_eligibility",
    "addons": "toonbank_addon",
}


def scope(question: Question, alias: str = "f") -> list[exp.Expr]:
    """Whose rows and which days; the first thing every index is made for."""
    shops = [exp.Literal.number(shop) for shop in question.shops]
    conditions: list[exp.Expr] = [exp.column("shop_id", alias).isin(*shops)]
    if question.period is not None:
        first, last = question.period.day_ints()
        conditions.append(exp.column("day", alias).between(first, last))
    return conditions


def conditions(source: str, question: Question, alias: str, only_addon: bool = False) -> list[exp.Expr]:
    found = []
    for dimension, values in question.where:
        column = dimension.columns.get(source)
        if column is None or only_addon and column != "addon_id":
            continue
        found.append(_one_of(exp.column(column, alias), values))
    return found


def _one_of(column: exp.Column, values: Sequence[int | str | None]) -> exp.Expr:
    known = [exp.convert(value) for value in values if value is not None]
    choices: list[exp.Expr] = [column.isin(*known)] if known else []
    if None in values:
        choices.append(column.is_(exp.null()))
    return exp.paren(exp.or_(*choices)) if choices else exp.false()


def table(name: str, alias: str) -> exp.Expr:
    return exp.alias_(exp.to_table(TABLES[name]), alias, table=True)


def parsed(sql: str) -> exp.Expr:
    return _parsed_once(sql).copy()


@cache
def _parsed_once(sql: str) -> exp.Expr:
    return maybe_parse(sql)
