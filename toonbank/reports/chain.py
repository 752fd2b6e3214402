"""The shops of a chain side by side, each on the work of the whole chain."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import sub
from typing import TypeVar

from toonbank.ledger.notes import noted_days, notes_in, runs_of
from toonbank.lib.periods import Period
from toonbank.metrics.answer import Answer, Row, Value
from toonbank.metrics.ask import Asked
from toonbank.metrics.compare_people import too_many_unknown
from toonbank.quality.trust import Doubt, Trust
from toonbank.shops.models import Shop
from toonbank.stats.money import MoneySums, less
from toonbank.stats.people import Cell, Standing, compare
from toonbank.stats.people_money import MoneyCell, MoneyComparison, MoneyStanding, compare_money
from toonbank.stats.rate import Rate

NUMBERS = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue", "revenue_per_ticket",
    "profit_per_ticket", "coverage",
)  # fmt: skip
ADDON_NUMBERS = ("offers", "bought", "suggestion_rate", "attach_rate", "profit")
ATTACH, PROFIT = "attach_rate", "profit_per_ticket"
WORK = (ATTACH, PROFIT, "tickets")
SURE = 0.95

Done = tuple[str, str, str]  # which shop, on what work, on what kind of day
S = TypeVar("S", MoneySums, Rate)


@dataclass(frozen=True)
class Side:
    """One shop. On the same work as the others: `standing`, its attach rate, None when nothing was offered;
    `earning`, its profit per ticket, None where too many costs are not known."""

    shop: Shop
    values: dict[str, Value]
    standing: Standing | None
    earning: MoneyStanding | None


@dataclass(frozen=True)
class Sides:
    """Pairs of shops (better, other) that the data can tell apart on the same work: `apart` by attach rate,
    `earning_apart` by profit per ticket."""

    period: Period
    rows: tuple[Side, ...]
    total: dict[str, Value]
    addons: tuple[Row, ...]
    apart: tuple[tuple[str, str], ...]
    earning_apart: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()


def sides(shops: Sequence[Shop], period: Period, now: datetime) -> Sides:
    """In order of name; what is compared is standardised, what is shown beside it is as it was."""
    trust = Trust(shops, now)
    rows = trust.ask(NUMBERS, ("shop",), period=period).rows
    by_shop = {str(row.labels["shop"]): row.values for row in rows}
    work = trust.ask(WORK, ("shop", "service_type"), period=period)
    noted = _noted(shops, period, now)
    rates = _by_kind_of_day(work.rows, noted, _rate, sub)
    found = compare([Cell(shop, job, rate, kind) for (shop, job, kind), rate in rates.items()])
    earned = _earned(work, noted)
    standing = {one.employee: one for one in found.standings}
    earning = {one.employee: one for one in earned.standings} if earned else {}
    return Sides(
        period,
        tuple(
            Side(shop, by_shop[shop.slug], standing.get(shop.slug), earning.get(shop.slug))
            for shop in shops
            if shop.slug in by_shop
        ),
        trust.ask(NUMBERS, period=period).only,
        trust.ask(ADDON_NUMBERS, ("addon",), period=period).rows,
        _apart([one.employee for one in found.standings], found.better),
        _apart([one.employee for one in earned.standings], earned.better) if earned else (),
        trust.doubts,
    )


def _earned(work: Answer, noted: Sequence[tuple[str, Row]]) -> MoneyComparison | None:
    if too_many_unknown(work):
        return None
    sums = _by_kind_of_day(work.rows, noted, _money, less)
    return compare_money([MoneyCell(shop, f"{job}{kind}", part) for (shop, job, kind), part in sums.items()])


def _noted(shops: Sequence[Shop], period: Period, now: datetime) -> list[tuple[str, Row]]:
    """What each shop did on days with a note, with the kind of the note."""
    return [
        (kind, row)
        for shop in shops
        for kind, run in runs_of(noted_days(notes_in([shop], period), period))
        for row in Asked(WORK, ("shop", "service_type"), period=run).answer([shop], now).rows
    ]


def _by_kind_of_day(
    rows: Iterable[Row],
    noted: Iterable[tuple[str, Row]],
    read: Callable[[Row], S],
    minus: Callable[[S, S], S],
) -> dict[Done, S]:
    """Days with a note are a kind of day of their own, as with people."""
    found = {_done(row): read(row) for row in rows}
    for kind, row in noted:
        shop, job, ordinary = _done(row)
        # A service type that another shop spells otherwise stays with the ordinary days.
        if (shop, job, ordinary) in found:
            part = read(row)
            found[shop, job, ordinary] = minus(found[shop, job, ordinary], part)
            before = found.get((shop, job, kind))
            found[shop, job, kind] = part if before is None else before + part
    return found


def _apart(slugs: Sequence[str], better: Sequence[Sequence[float]]) -> tuple[tuple[str, str], ...]:
    pairs = ((i, j) for i in range(len(slugs)) for j in range(len(slugs)) if i != j)
    return tuple((slugs[i], slugs[j]) for i, j in pairs if better[i][j] >= SURE)


def _done(row: Row) -> Done:
    return str(row.labels["shop"]), str(row.labels["service_type"]), ""


def _rate(row: Row) -> Rate:
    value = row.values[ATTACH]
    return Rate(value.hits, value.tries or 0)


def _money(row: Row) -> MoneySums:
    return row.values[PROFIT].money or MoneySums()
