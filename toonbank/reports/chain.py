"""The shops of a chain side by side, each on the work of the whole chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from toonbank.lib.periods import Period
from toonbank.metrics.answer import Row, Value
from toonbank.quality.trust import Doubt, Trust
from toonbank.shops.models import Shop
from toonbank.stats.people import Cell, Standing, compare
from toonbank.stats.rate import Rate

NUMBERS = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue", "revenue_per_ticket",
    "profit_per_ticket",
)  # fmt: skip
ADDON_NUMBERS = ("offers", "bought", "suggestion_rate", "attach_rate", "profit")
SURE = 0.95


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
    found = compare([_cell(row) for row in work])
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


def _cell(row: Row) -> Cell:
    value = row.values["attach_rate"]
    return Cell(str(row.labels["shop"]), str(row.labels["service_type"]), Rate(value.hits, value.tries or 0))
