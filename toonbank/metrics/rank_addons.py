"""Add-ons by what an offer of them is expected to earn, and which of them the data cannot tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from toonbank.lib.periods import Period
from toonbank.metrics.answer import Answer
from toonbank.metrics.ask import Asked
from toonbank.shops.models import Shop
from toonbank.stats.rank import Offered, Ranked, rank
from toonbank.stats.rate import Rate


@dataclass(frozen=True)
class Ranking:
    """`rows`: best first, `profit` in cents per offer before the cost of offering, `tier` 1 the best.

    `groups`: the names of each tier. `unknown`: offered, but nobody filled in price or cost.
    """

    rows: tuple[Ranked, ...]
    unknown: tuple[str, ...]

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        tiers = groupby(self.rows, key=lambda row: row.tier)
        return tuple(tuple(row.key for row in tier) for _number, tier in tiers)


def rank_addons(shops: Sequence[Shop], period: Period | None, now: datetime, by: str = "addon") -> Ranking:
    """Or by category, or by variant."""
    return ranking(Asked(("attach_rate",), (by,), period=period).answer(shops, now), by)


def ranking(answer: Answer, by: str = "addon") -> Ranking:
    """From an answer that holds the attach rate split by add-ons, so that a page asks once."""
    rates = [(str(row.labels[by]), row.values["attach_rate"]) for row in answer.rows if row.labels[by]]
    offered = [
        Offered(name, Rate(value.hits, value.tries or 0), value.margin)
        for name, value in rates
        if value.margin is not None and value.tries
    ]
    unknown = tuple(name for name, value in rates if value.margin is None and value.tries)
    return Ranking(tuple(rank(offered)) if offered else (), unknown)
