"""What the checks look at: the tickets of a period and of the weeks before it, read once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Sum

from toonbank.ledger.models import Offer, Source, Ticket, TillCount
from toonbank.lib.periods import Period, business_day, day_from_int, day_int
from toonbank.shops.models import Employee, Shop

# Checks look at the end of a long period: what is older can't be put right any more.
LONGEST = 92
# What is usual is learnt from the eight weeks before.
BEFORE = 56


class Seen(NamedTuple):
    """One ticket that counts, as far as checks need it."""

    pk: int
    uuid: UUID
    day: int
    at: datetime
    employee: int | None
    service_type: int | None
    receipt: str
    source: str
    pending: int
    clock_corrected: int

    @property
    def by_hand(self) -> bool:
        """A file tells nothing about when something was logged."""
        return self.source != Source.IMPORT


@dataclass(frozen=True)
class Ground:
    """`today` is the running business day: it is not over yet."""

    shop: Shop
    period: Period
    today: date

    @classmethod
    def of(cls, shop: Shop, period: Period, now: datetime) -> "Ground":
        first = max(period.first, period.last - timedelta(days=LONGEST - 1))
        today = business_day(now, shop.timezone, shop.cutoff_minutes)
        return cls(shop, Period.between(first, period.last), today)

    @cached_property
    def tickets(self) -> list[Seen]:
        return self._tickets(self.period)

    @cached_property
    def earlier(self) -> list[Seen]:
        """Of the eight weeks before the period."""
        last = self.period.first - timedelta(days=1)
        return self._tickets(Period.between(last - timedelta(days=BEFORE - 1), last))

    @cached_property
    def by_day(self) -> dict[int, list[Seen]]:
        return _by_day(self.tickets)

    @cached_property
    def earlier_by_day(self) -> dict[int, list[Seen]]:
        return _by_day(self.earlier)

    @cached_property
    def days_over(self) -> tuple[int, ...]:
        """The days of the period that are over."""
        return tuple(day_int(day) for day in self.period if day < self.today)

    @cached_property
    def receipts(self) -> dict[int, int]:
        """What the till counted, by day."""
        first, last = self.period.day_ints()
        rows = TillCount.objects.filter(shop=self.shop, day__range=(first, last))
        return dict(rows.values_list("day", "receipts"))

    @cached_property
    def offers(self) -> dict[str, int]:
        """Sums over the offers of the period."""
        columns = ("offered", "bought", "open")
        sums = self.offer_rows.aggregate(**{name: Sum(name, default=0) for name in columns})
        return {name: int(sums[name]) for name in columns}

    @property
    def offer_rows(self) -> QuerySet[Offer]:
        first, last = self.period.day_ints()
        return Offer.objects.filter(shop=self.shop, day__range=(first, last))

    @cached_property
    def employees(self) -> dict[int, str]:
        return dict(Employee.objects.filter(shop=self.shop).values_list("pk", "alias"))

    def _tickets(self, period: Period) -> list[Seen]:
        first, last = period.day_ints()
        found = Ticket.objects.filter(shop=self.shop, day__range=(first, last), counted=1)
        rows = found.order_by("occurred_at", "pk").values_list(
            "pk", "uuid", "day", "occurred_at", "employee", "service_type",
            "receipt", "source", "pending", "clock_corrected",
        )  # fmt: skip
        return [Seen(*row) for row in rows]


def weekday_of(day: int) -> int:
    return day_from_int(day).isoweekday()


def _by_day(tickets: Iterable[Seen]) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = defaultdict(list)
    for ticket in tickets:
        found[ticket.day].append(ticket)
    return dict(found)


def share(part: Sequence[object] | int, whole: Sequence[object] | int) -> float:
    sizes = [one if isinstance(one, int) else len(one) for one in (part, whole)]
    return sizes[0] / sizes[1] if sizes[1] else 0.0
