"""Employees on the same work: add-on profit per ticket, which no unlogged no can lift, and attach rate."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import sub
from typing import TypeVar

from toonbank.ledger.notes import noted_days, notes_in, personal_days, runs_of
from toonbank.lib.periods import Period
from toonbank.metrics import engine
from toonbank.metrics.answer import Answer, Row
from toonbank.metrics.ask import Asked
from toonbank.metrics.definitions import BY_KEY, NO_COST
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.metrics.fair import Fair, Standing, groups
from toonbank.metrics.question import Question
from toonbank.shops.models import Shop
from toonbank.stats import people, people_money
from toonbank.stats.money import MoneySums, less
from toonbank.stats.people import Cell
from toonbank.stats.people_money import MoneyCell
from toonbank.stats.rate import Rate

PROFIT, ATTACH = "profit_per_ticket", "attach_rate"
PERSONAL = "personal"
# More tickets than this without a known cost, and profit no longer tells who earns what.
MOST_UNKNOWN = 0.20
# What a page can wait for; the work that is done least is taken together beyond it.
MOST_CELLS, LEAST_WORKS = 320, 8
REST = "\x1frest"

Done = tuple[str, str]  # who, on what work
Part = tuple[str, str, str]  # also on what kind of day; "" is an ordinary one
S = TypeVar("S", MoneySums, Rate)


@dataclass(frozen=True)
class People:
    """`profit` is the main number; None where too many costs are unknown. `attach` explains it."""

    profit: Fair | None
    attach: Fair


def compare_people(shops: Sequence[Shop], period: Period, now: datetime) -> People:
    """Over the shops together. Days with a note (see ledger/notes.py) are a kind of day of their own, so that
    who worked most of the promotion is not better for it. Days with a note about one employee are set apart:
    left out of profit, a factor of its own in the attach rate."""
    return People(compare_profit(shops, period, now), compare_attach(shops, period, now))


def compare_profit(shops: Sequence[Shop], period: Period, now: datetime) -> Fair | None:
    asked = Asked((PROFIT, "tickets"), ("employee", "service_type"), period=period).question(shops, now)
    answer = engine.answer(asked)
    if too_many_unknown(answer):
        return None
    sums = _by_kind_of_day(asked, shops, _money(answer.rows), _money, less)
    own = sum(part.tickets for (_who, _work, kind), part in sums.items() if kind == PERSONAL)
    noted = sum(part.tickets for (_who, _work, kind), part in sums.items() if kind not in ("", PERSONAL))
    found = people_money.compare_money(
        [
            MoneyCell(who, f"{work}{kind}", part)
            for (who, work, kind), part in sums.items()
            if kind != PERSONAL
        ]
    )
    standings = tuple(
        Standing(
            one.employee, one.raw.total, one.raw.tickets, one.value, one.low, one.high, one.best, one.worst
        )
        for one in found.standings
    )
    return Fair(BY_KEY[PROFIT], standings, found.better, groups(standings, found.better), own, noted)


def too_many_unknown(answer: Answer) -> bool:
    """Of an answer about profit per ticket and tickets: does it tell who earns what?"""
    tickets = sum(row.values["tickets"].hits for row in answer.rows)
    return answer.left_out.why.get(NO_COST, 0) > MOST_UNKNOWN * tickets


def compare_attach(shops: Sequence[Shop], period: Period, now: datetime) -> Fair:
    """Work is a service type and an add-on together: who offers what sells easily is not better for it."""
    by = ("employee", "service_type", "addon")
    asked = Asked((ATTACH,), by, period=period).question(shops, now)
    sums = _by_kind_of_day(asked, shops, _rates(engine.answer(asked).rows), _rates, sub)
    return fair_attach([Cell(who, work, rate, kind) for (who, work, kind), rate in sums.items()])


def fair_attach(cells: Sequence[Cell]) -> Fair:
    found = people.compare(_few(cells))
    standings = tuple(
        Standing(one.employee, one.raw.hits, one.raw.tries, one.value, one.low, one.high, one.best, one.worst)
        for one in found.standings
    )
    own = sum(cell.rate.tries for cell in cells if cell.context == PERSONAL)
    noted = sum(cell.rate.tries for cell in cells if cell.context not in ("", PERSONAL))
    return Fair(BY_KEY[ATTACH], standings, found.better, groups(standings, found.better), own, noted)


def _few(cells: Sequence[Cell]) -> list[Cell]:
    """The work that is done most by itself, all other work as one."""
    tries: Counter[str] = Counter()
    for cell in cells:
        tries[cell.work] += cell.rate.tries
    most = max(LEAST_WORKS, MOST_CELLS // max(1, len({cell.employee for cell in cells})))
    if len(tries) <= most:
        return list(cells)
    kept = {work for work, _count in tries.most_common(most - 1)}
    sums: dict[tuple[str, str, str], Rate] = {}
    for cell in cells:
        key = (cell.employee, cell.work if cell.work in kept else REST, cell.context)
        sums[key] = sums.get(key, Rate()) + cell.rate
    return [Cell(who, work, rate, context) for (who, work, context), rate in sums.items()]


def _money(rows: Iterable[Row]) -> dict[Done, MoneySums]:
    return {
        (str(row.labels["employee"]), str(row.labels["service_type"])): row.values[PROFIT].money
        or MoneySums()
        for row in rows
        if row.labels["employee"] is not None
    }


def _rates(rows: Iterable[Row]) -> dict[Done, Rate]:
    return {
        (
            str(row.labels["employee"]),
            f"{row.labels['service_type']}\x1f{row.labels['addon']}",
        ): Rate(row.values[ATTACH].hits, row.values[ATTACH].tries or 0)
        for row in rows
        if row.labels["employee"] is not None
    }


def _by_kind_of_day(
    asked: Question,
    shops: Sequence[Shop],
    whole: dict[Done, S],
    sums: Callable[[Iterable[Row]], dict[Done, S]],
    less: Callable[[S, S], S],
) -> dict[Part, S]:
    """What was done, taken apart by kind of day: ordinary, noted, or noted for this employee alone."""
    found: dict[Part, S] = {(who, work, ""): part for (who, work), part in whole.items()}
    for (who, work), was, kind, part in _moved(asked, shops, whole, sums):
        found[who, work, was] = less(found[who, work, was], part)
        kept = found.get((who, work, kind))
        found[who, work, kind] = part if kept is None else kept + part
    return found


def _moved(
    asked: Question,
    shops: Sequence[Shop],
    known: Container[Done],
    sums: Callable[[Iterable[Row]], dict[Done, S]],
) -> Iterator[tuple[Done, str, str, S]]:
    """Who did what on a kind of day, first those of the shop; the second name is where it counted so far."""
    if asked.period is None:
        return
    for shop in shops:
        notes = notes_in([shop], asked.period)
        days, here = noted_days(notes, asked.period), replace(asked, shops=(shop.pk,))
        for kind, run in runs_of(days):
            for done, part in sums(engine.answer(replace(here, period=run)).rows).items():
                yield from _named(done, "", kind, part, shop, known)
        for employee, own in personal_days(notes, asked.period).items():
            for kind, run in runs_of({day: days.get(day, "") for day in own}):
                where = ((DIMENSION["employee"], (employee,)),)
                rows = engine.answer(replace(here, where=where, period=run)).rows
                for done, part in sums(rows).items():
                    yield from _named(done, kind, PERSONAL, part, shop, known)


def _named(
    done: Done, was: str, kind: str, part: S, shop: Shop, known: Container[Done]
) -> Iterator[tuple[Done, str, str, S]]:
    """Under the name that the whole answer gives to who did it."""
    who, work = done
    name = next((name for name in (who, f"{who} ({shop.slug})") if (name, work) in known), None)
    if name is not None:
        yield (name, work), was, kind, part
