"""Pieces of SQL every question shares, as sqlglot expressions.

Every name comes from the declared lists, every value is a parameter that the database driver binds: no string
is pasted into SQL, and a question of the same shape is the same statement (see statements.py).
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
    shops = [parameter(f"shop_{at}") for at in range(len(question.shops))]
    conditions: list[exp.Expr] = [exp.column("shop_id", alias).isin(*shops)]
    if question.period is not None:
        conditions.append(exp.column("day", alias).between(parameter("first"), parameter("last")))
    return conditions


def conditions(source: str, question: Question, alias: str, only_addon: bool = False) -> list[exp.Expr]:
    found = []
    for dimension, values in question.where:
        column = dimension.columns.get(source)
        if column is None or only_addon and column != "addon_id":
            continue
        found.append(_one_of(exp.column(column, alias), dimension.key, values))
    return found


def parameter(name: str) -> exp.Expr:
    """A value that the driver binds under this name: one of parameters()."""
    return exp.Var(this=f"%({name})s")


def parameters(question: Question) -> dict[str, int | str]:
    values: dict[str, int | str] = {f"shop_{at}": shop for at, shop in enumerate(question.shops)}
    if question.period is not None:
        values["first"], values["last"] = question.period.day_ints()
    if question.today is not None:
        values["today"] = question.today
    for dimension, wanted in question.where:
        values |= {f"{dimension.key}_{at}": value for at, value in enumerate(wanted) if value is not None}
    return values


def _one_of(column: exp.Column, name: str, values: Sequence[int | str | None]) -> exp.Expr:
    known = [parameter(f"{name}_{at}") for at, value in enumerate(values) if value is not None]
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
