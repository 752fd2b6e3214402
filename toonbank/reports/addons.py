"""Which add-ons sell, which earn, and which corner of the picture each is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from toonbank.advice.corner import corner
from toonbank.catalog.snapshot import catalog_of
from toonbank.lib.periods import Period, day_int
from toonbank.metrics.answer import Value
from toonbank.quality.trust import Doubt, Trust
from toonbank.shops.models import Shop
from toonbank.stats.rank import Offered, Ranked, rank
from toonbank.stats.rate import Rate

NUMBERS = ("offers", "bought", "suggestion_rate", "attach_rate", "revenue", "profit", "organic_sales")


@dataclass(frozen=True)
class Standing:
    """`ranked` is None where the price or cost is not known, or nothing was offered."""

    id: int | None
    name: str
    values: dict[str, Value]
    corner: str
    ranked: Ranked | None


@dataclass(frozen=True)
class Standings:
    """Best earners per offer first, those without a known margin last."""

    shop: Shop
    period: Period
    rows: tuple[Standing, ...]
    total: dict[str, Value]
    doubts: tuple[Doubt, ...] = ()

    @property
    def groups(self) -> int:
        """How many groups the data can tell apart."""
        return max((row.ranked.tier for row in self.rows if row.ranked), default=0)


def standings(shop: Shop, period: Period, now: datetime, where: Sequence[tuple[str, str]] = ()) -> Standings:
    trust = Trust([shop], now)
    rows = trust.ask(NUMBERS, ("addon",), where, period).rows
    total = trust.ask(NUMBERS, (), where, period).only
    known = {addon.name: addon for addon in catalog_of(shop).addons.values()}
    day = day_int(period.last)
    margins = {name: margin for name, addon in known.items() if (margin := addon.margin(day)) is not None}
    names = [str(row.labels["addon"]) for row in rows]
    tried = {name: _rate(row.values["attach_rate"]) for name, row in zip(names, rows, strict=True)}
    ranked = _ranked({name: rate for name, rate in tried.items() if rate.tries and name in margins}, margins)
    found = [
        Standing(
            known[name].id if name in known else None,
            name,
            row.values,
            corner(_rate(row.values["suggestion_rate"]), tried[name], margins.get(name), shop.offer_cost),
            ranked.get(name),
        )
        for name, row in zip(names, rows, strict=True)
    ]
    found.sort(key=lambda one: (one.ranked.rank if one.ranked else len(found) + 1, one.name))
    return Standings(shop, period, tuple(found), total, trust.doubts)


def _ranked(tried: dict[str, Rate], margins: dict[str, int]) -> dict[str, Ranked]:
    """By expected profit per offer; learning from the others needs at least one that was offered."""
    offered = [Offered(name, rate, margins[name]) for name, rate in tried.items()]
    return {row.key: row for row in rank(offered)} if offered else {}


def _rate(value: Value) -> Rate:
    return Rate(value.hits, value.tries or 0)
