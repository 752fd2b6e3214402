"""What the checks look at: sums over the tickets of a period and of the weeks before it, each read once, and
only when a check asks for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Func, Max, Min, Q, QuerySet, Sum

from toonbank.ledger.models import Offer, Source, Ticket, TillCount
from toonbank.lib.periods import Period, business_day, day_from_int, day_int
from toonbank.shops.models import Employee, Shop

# Checks look at the end of a long period: what is older can't be put right any more.
LONGEST = 92
# What is usual is learnt from the eight weeks before.
BEFORE = 56


class Seconds(Func):
    """A moment as whole seconds: reading ten thousand of them takes no parsing."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="unixepoch(%(expressions)s)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(FLOOR(EXTRACT(EPOCH FROM %(expressions)s)) AS BIGINT)"
        return self.as_sql(compiler, connection, template=template, **context)


class Lacking(NamedTuple):
    """Tickets that lack something, with the last day on which one does."""

    number: int
    last_day: int


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

    @property
    def days(self) -> Period:
        """All that a check may look at."""
        return Period.between(self._before.first, self.period.last)

    @cached_property
    def logged(self) -> dict[int, int]:
        """Tickets by day."""
        return _by_day(self.tickets)

    @cached_property
    def earlier(self) -> dict[int, int]:
        """Tickets by day, of the eight weeks before the period."""
        return _by_day(self._tickets(self._before))

    @property
    def number(self) -> int:
        """Of tickets."""
        return sum(self.logged.values())

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
    def receipt_numbers(self) -> dict[int, list[str]]:
        """On the tickets of each day, with repeats; a ticket without one is not here."""
        found: dict[int, list[str]] = defaultdict(list)
        for day, receipt in self.tickets.exclude(receipt="").values_list("day", "receipt"):
            found[day].append(receipt)
        return dict(found)

    @cached_property
    def by_hand(self) -> dict[int, list[int]]:
        """When the visits of each day began, in seconds, in order. A file tells nothing about when."""
        found: dict[int, list[int]] = defaultdict(list)
        rows = self.tickets.exclude(source=Source.IMPORT).annotate(at=Seconds(F("occurred_at")))
        for day, at in rows.values_list("day", "at"):
            found[day].append(at)
        return {day: sorted(times) for day, times in found.items()}

    @cached_property
    def earlier_spans(self) -> list[tuple[int, float]]:
        """Per day of the eight weeks before: visits logged by hand, minutes from the first to the last."""
        rows = self._tickets(self._before).exclude(source=Source.IMPORT).order_by().values("day")
        ends = rows.annotate(n=Count("pk"), first=Min("occurred_at"), last=Max("occurred_at"))
        return [(row["n"], (row["last"] - row["first"]).total_seconds() / 60) for row in ends]

    @cached_property
    def lacking(self) -> dict[str, Lacking]:
        """Tickets without an employee, without a service type, and those whose clock was corrected."""
        conditions = {
            "employee": Q(employee=None),
            "service_type": Q(service_type=None),
            "clock": Q(clock_corrected__gt=0),
        }
        sums = self.tickets.aggregate(
            **{f"{name}_number": Count("pk", filter=one) for name, one in conditions.items()},
            **{f"{name}_last": Max("day", filter=one) for name, one in conditions.items()},
        )
        return {name: Lacking(sums[f"{name}_number"], sums[f"{name}_last"] or 0) for name in conditions}

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

    @property
    def tickets(self) -> QuerySet[Ticket]:
        """Those that count."""
        return self._tickets(self.period)

    @cached_property
    def employees(self) -> dict[int, str]:
        return dict(Employee.objects.filter(shop=self.shop).values_list("pk", "alias"))

    @property
    def _before(self) -> Period:
        last = self.period.first - timedelta(days=1)
        return Period.between(last - timedelta(days=BEFORE - 1), last)

    def _tickets(self, period: Period) -> QuerySet[Ticket]:
        return Ticket.objects.filter(shop=self.shop, day__range=period.day_ints(), counted=1)


def weekday_of(day: int) -> int:
    return day_from_int(day).isoweekday()


def share(part: Sequence[object] | int, whole: Sequence[object] | int) -> float:
    sizes = [one if isinstance(one, int) else len(one) for one in (part, whole)]
    return sizes[0] / sizes[1] if sizes[1] else 0.0


def _by_day(tickets: QuerySet[Ticket]) -> dict[int, int]:
    return dict(tickets.order_by().values("day").annotate(n=Count("pk")).values_list("day", "n"))
