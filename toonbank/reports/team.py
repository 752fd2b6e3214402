"""The team on the same work: who can be told apart, and what each one's own numbers are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from toonbank.ledger.models import ContextNote
from toonbank.ledger.notes import notes_in
from toonbank.lib.periods import Period
from toonbank.metrics.answer import Row
from toonbank.metrics.ask import Asked
from toonbank.metrics.compare_people import People, compare_people
from toonbank.shops.models import Shop

NUMBERS = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue_per_ticket",
    "profit_per_ticket",
)  # fmt: skip


@dataclass(frozen=True)
class Team:
    """`rows` by name, never by rank; `notes`: what made days of the period unlike others."""

    period: Period
    people: People
    rows: tuple[Row, ...]
    notes: tuple[ContextNote, ...]


def team(shop: Shop, period: Period, now: datetime) -> Team:
    return Team(
        period,
        compare_people([shop], period, now),
        _numbers([shop], period, now),
        tuple(notes_in([shop], period)),
    )


def _numbers(shops: Sequence[Shop], period: Period, now: datetime) -> tuple[Row, ...]:
    return Asked(NUMBERS, ("employee",), period=period).answer(shops, now).rows
