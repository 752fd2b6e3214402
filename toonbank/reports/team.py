"""The team on the same work: who can be told apart, and what each one's own numbers are."""

from dataclasses import dataclass
from datetime import datetime

from toonbank.lib.periods import Period
from toonbank.metrics.answer import Row
from toonbank.metrics.compare_people import People, compare_people
from toonbank.quality.trust import Doubt, Trust
from toonbank.reports.noted import Noted, noted
from toonbank.shops.models import Shop

NUMBERS = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue_per_ticket",
    "profit_per_ticket",
)  # fmt: skip


@dataclass(frozen=True)
class Team:
    """`rows` by name, never by rank; `noted`: what made days of the period unlike others."""

    period: Period
    people: People
    rows: tuple[Row, ...]
    noted: Noted
    doubts: tuple[Doubt, ...] = ()

    def doubted(self, employee: str, metric: str) -> bool:
        """What is compared is made of the same tickets as the number beside it."""
        return any(row.labels["employee"] == employee and row.values[metric].state.check for row in self.rows)


def team(shop: Shop, period: Period, now: datetime) -> Team:
    trust = Trust([shop], now)
    return Team(
        period,
        compare_people([shop], period, now),
        trust.ask(NUMBERS, ("employee",), period=period).rows,
        noted([shop], period, now),
        trust.doubts,
    )
