"""Employees on the same work: add-on profit per ticket, which no unlogged no can lift, and attach rate."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from toonbank.ledger.notes import trainee_days
from toonbank.lib.periods import Period, day_from_int
from toonbank.metrics import engine
from toonbank.metrics.answer import Row
from toonbank.metrics.ask import Asked
from toonbank.metrics.definitions import BY_KEY, NO_COST
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.metrics.fair import Fair, Standing, groups
from toonbank.metrics.question import Question
from toonbank.shops.models import Employee, Shop
from toonbank.stats import people, people_money
from toonbank.stats.money import MoneySums
from toonbank.stats.people import Cell
from toonbank.stats.people_money import MoneyCell
from toonbank.stats.rate import Rate

PROFIT, ATTACH = "profit_per_ticket", "attach_rate"
TRAINEE = "trainee"
# More tickets than this without a known cost, and profit no longer tells who earns what.
MOST_UNKNOWN = 0.20
# What a page can wait for; the work that is done least is taken together beyond it.
MOST_CELLS, LEAST_WORKS = 320, 8
REST = "\x1frest"

ONE_DAY = timedelta(days=1)

Done = tuple[str, str]  # who, on what work
S = TypeVar("S", MoneySums, Rate)


@dataclass(frozen=True)
class People:
    """`profit` is the main number; None where too many costs are unknown. `attach` explains it."""

    profit: Fair | None
    attach: Fair


def compare_people(shops: Sequence[Shop], period: Period, now: datetime) -> People:
    """Over the shops together. Days on which somebody was being trained (see ledger/notes.py) are set apart:
    left out of profit, a factor of its own in the attach rate."""
    return People(compare_profit(shops, period, now), compare_attach(shops, period, now))


def compare_profit(shops: Sequence[Shop], period: Period, now: datetime) -> Fair | None:
    asked = Asked((PROFIT, "tickets"), ("employee", "service_type"), period=period).question(shops, now)
    answer = engine.answer(asked)
    tickets = sum(row.values["tickets"].hits for row in answer.rows)
    if answer.left_out.why.get(NO_COST, 0) > MOST_UNKNOWN * tickets:
        return None
    sums, apart = _money(answer.rows), 0
    for done, part in _trained(asked, shops, sums, _money):
        sums[done] = _less(sums[done], part)
        apart += part.tickets
    found = people_money.compare_money([MoneyCell(who, work, part) for (who, work), part in sums.items()])
    standings = tuple(
        Standing(
            one.employee, one.raw.total, one.raw.tickets, one.value, one.low, one.high, one.best, one.worst
        )
        for one in found.standings
    )
    return Fair(BY_KEY[PROFIT], standings, found.better, groups(standings, found.better), apart)


def compare_attach(shops: Sequence[Shop], period: Period, now: datetime) -> Fair:
    """Work is a service type and an add-on together: who offers what sells easily is not better for it."""
    by = ("employee", "service_type", "addon")
    asked = Asked((ATTACH,), by, period=period).question(shops, now)
    rates = _rates(engine.answer(asked).rows)
    trained = list(_trained(asked, shops, rates, _rates))
    for done, part in trained:
        rates[done] = Rate(rates[done].hits - part.hits, rates[done].tries - part.tries)
    cells = [Cell(who, work, rate) for (who, work), rate in rates.items()]
    cells += [Cell(who, work, rate, TRAINEE) for (who, work), rate in trained]
    return fair_attach(cells, sum(rate.tries for _done, rate in trained))


def fair_attach(cells: Sequence[Cell], set_apart: int = 0) -> Fair:
    found = people.compare(_few(cells))
    standings = tuple(
        Standing(one.employee, one.raw.hits, one.raw.tries, one.value, one.low, one.high, one.best, one.worst)
        for one in found.standings
    )
    return Fair(BY_KEY[ATTACH], standings, found.better, groups(standings, found.better), set_apart)


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


def _trained(
    asked: Question,
    shops: Sequence[Shop],
    known: Container[Done],
    sums: Callable[[Iterable[Row]], dict[Done, S]],
) -> Iterator[tuple[Done, S]]:
    """What was done on days of being trained, under the name that the whole answer gives to who did it."""
    for shop in shops:
        spans = trainee_days(shop, asked.period) if asked.period else {}
        for employee in Employee.objects.filter(pk__in=spans):
            for period in _joined(spans[employee.pk]):
                where = ((DIMENSION["employee"], (employee.pk,)),)
                rows = engine.answer(replace(asked, where=where, period=period)).rows
                for (who, work), part in sums(rows).items():
                    named = next(
                        (name for name in (who, f"{who} ({shop.slug})") if (name, work) in known), None
                    )
                    if named is not None:
                        yield (named, work), part


def _joined(spans: Iterable[tuple[int, int]]) -> list[Period]:
    """Days that two notes tell of are the same days."""
    days = {day for first, last in spans for day in Period(day_from_int(first), day_from_int(last))}
    ends = sorted(days)
    starts = [day for day in ends if day - ONE_DAY not in days]
    stops = [day for day in ends if day + ONE_DAY not in days]
    return [Period(*pair) for pair in zip(starts, stops, strict=True)]


def _less(whole: MoneySums, part: MoneySums) -> MoneySums:
    tickets, total = whole.tickets - part.tickets, whole.total - part.total
    # Squares travel as floats: rounding may leave them a hair below what the total allows.
    least = -(-(total**2) // tickets) if tickets else 0
    return MoneySums(tickets, total, max(least, whole.squares - part.squares), whole.cubes - part.cubes)
