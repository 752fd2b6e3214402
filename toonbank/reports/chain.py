"""The shops of a chain side by side, each on the work of the whole chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from toonbank.ledger.notes import noted_days, notes_in, runs_of
from toonbank.lib.periods import Period
from toonbank.metrics.answer import Row, Value
from toonbank.metrics.ask import Asked
from toonbank.quality.trust import Doubt, Trust
from toonbank.shops.models import Shop
from toonbank.stats.people import Cell, Standing, compare
from toonbank.stats.rate import Rate

NUMBERS = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue", "revenue_per_ticket",
    "profit_per_ticket", "coverage",
)  # fmt: skip
ADDON_NUMBERS = ("offers", "bought", "suggestion_rate", "attach_rate", "profit")
SURE = 0.95

Done = tuple[str, str]  # which shop, on what work


@dataclass(frozen=True)
class Side:
    """One shop; `standing`: its attach rate on the same work as the others. None when nothing was offered."""

    shop: Shop
    values: dict[str, Value]
    standing: Standing | None


@dataclass(frozen=True)
class Sides:
    """`apart`: pairs of shops (better, other) that the data can tell apart on the same work."""

    period: Period
    rows: tuple[Side, ...]
    total: dict[str, Value]
    addons: tuple[Row, ...]
    apart: tuple[tuple[str, str], ...]
    doubts: tuple[Doubt, ...] = ()


def sides(shops: Sequence[Shop], period: Period, now: datetime) -> Sides:
    """In order of name; what is compared is standardised, what is shown beside it is as it was."""
    trust = Trust(shops, now)
    rows = trust.ask(NUMBERS, ("shop",), period=period).rows
    by_shop = {str(row.labels["shop"]): row.values for row in rows}
    work = trust.ask(("attach_rate",), ("shop", "service_type"), period=period).rows
    found = compare(_cells({_done(row): _rate(row) for row in work}, shops, period, now))
    standing = {one.employee: one for one in found.standings}
    slugs = [one.employee for one in found.standings]
    apart = tuple(
        (slugs[i], slugs[j])
        for i in range(len(slugs))
        for j in range(len(slugs))
        if i != j and found.better[i][j] >= SURE
    )
    return Sides(
        period,
        tuple(
            Side(shop, by_shop[shop.slug], standing.get(shop.slug)) for shop in shops if shop.slug in by_shop
        ),
        trust.ask(NUMBERS, period=period).only,
        trust.ask(ADDON_NUMBERS, ("addon",), period=period).rows,
        apart,
        trust.doubts,
    )


def _cells(whole: dict[Done, Rate], shops: Sequence[Shop], period: Period, now: datetime) -> list[Cell]:
    """What each shop did on days with a note is a kind of day of its own, as with people."""
    ordinary, noted = dict(whole), []
    for shop in shops:
        for kind, run in runs_of(noted_days(notes_in([shop], period), period)):
            rows = Asked(("attach_rate",), ("shop", "service_type"), period=run).answer([shop], now).rows
            for row in rows:
                done, part = _done(row), _rate(row)
                # A service type that another shop spells otherwise stays with the ordinary days.
                if left := ordinary.get(done):
                    ordinary[done] = Rate(left.hits - part.hits, left.tries - part.tries)
                    noted.append(Cell(*done, part, kind))
    return [Cell(place, work, rate) for (place, work), rate in ordinary.items()] + noted


def _done(row: Row) -> Done:
    return str(row.labels["shop"]), str(row.labels["service_type"])


def _rate(row: Row) -> Rate:
    value = row.values["attach_rate"]
    return Rate(value.hits, value.tries or 0)
