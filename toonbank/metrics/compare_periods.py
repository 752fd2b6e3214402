"""A period against the one before, like with like: noted days are held against days with such a note."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from toonbank.ledger.models import ContextNote
from toonbank.ledger.notes import noted_days, personal_days
from toonbank.lib.periods import Period, day_int
from toonbank.metrics import engine
from toonbank.metrics.answer import Value
from toonbank.metrics.ask import Asked
from toonbank.metrics.change import Verdict, verdict_of
from toonbank.metrics.definitions import BY_KEY
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.metrics.metric import Metric, Shape
from toonbank.shops.models import Shop
from toonbank.stats.alike import Alike, alike
from toonbank.stats.days import DaySums, clustered
from toonbank.stats.money import MoneySums, less, mean_per_ticket
from toonbank.stats.rate import Interval

NUMBERS = ("suggestion_rate", "attach_rate", "revenue_per_ticket", "profit_per_ticket")
PERSONAL = "personal"
Rates = list[tuple[int, int]]
Kinds = dict[str, Interval]


@dataclass(frozen=True)
class Compared:
    """`found`: the two periods on the same mix of days. `only_ordinary`: noted days fell out altogether."""

    metric: Metric
    found: Alike
    verdict: Verdict
    only_ordinary: bool


def compare_periods(
    shop: Shop, period: Period, before: Period, notes: Sequence[ContextNote], now: datetime
) -> tuple[Compared, ...]:
    """Empty without a note: then the numbers themselves are alike. A day with a note about the whole shop is
    of the kind of its notes; what an employee did on days with a note about that employee is a kind too."""
    if not notes:
        return ()
    days = [_kinds(shop, one, notes, now) for one in (period, before)]
    return tuple(_compared(BY_KEY[name], *(found[name] for found in days)) for name in NUMBERS)


def _compared(metric: Metric, now: Kinds, before: Kinds) -> Compared:
    nothing = Interval(None, None, None)
    kinds = sorted({*now, *before})
    found = alike([(now.get(kind, nothing), before.get(kind, nothing)) for kind in kinds])
    shared = {kind for kind in kinds if kind in now and kind in before}
    return Compared(metric, found, verdict_of(found.low, found.high), shared <= {""})


def _kinds(shop: Shop, period: Period, notes: Sequence[ContextNote], now: datetime) -> dict[str, Kinds]:
    """Per number, the interval over the days of each kind; a kind of which too little is known has none."""
    kind_of, parts = noted_days(notes, period), _Parts()
    whole = _by_day(shop, period, now)
    for employee, own in personal_days(notes, period).items():
        theirs = _by_day(shop, period, now, employee)
        for day in own & theirs.keys():
            for name in NUMBERS:
                parts.add(name, PERSONAL, theirs[day][name])
                parts.take(name, day, theirs[day][name])
    for day, values in whole.items():
        for name in NUMBERS:
            parts.add(name, kind_of.get(day, ""), values[name], day)
    return {name: parts.intervals(name) for name in NUMBERS}


class _Parts:
    """Sums by number and kind of day, from which what was set apart for one employee is taken."""

    def __init__(self) -> None:
        self._rates: dict[tuple[str, str], Rates] = defaultdict(list)
        self._money: dict[tuple[str, str], MoneySums] = defaultdict(MoneySums)
        self._taken: dict[tuple[str, int], list[Value]] = defaultdict(list)

    def take(self, name: str, day: int, value: Value) -> None:
        self._taken[name, day].append(value)

    def add(self, name: str, kind: str, value: Value, day: int | None = None) -> None:
        taken = self._taken[name, day] if day is not None else []
        if value.metric.shape is Shape.RATE:
            hits = value.hits - sum(one.hits for one in taken)
            tries = (value.tries or 0) - sum(one.tries or 0 for one in taken)
            self._rates[name, kind].append((hits, tries))
            return
        money = value.money or MoneySums()
        for one in taken:
            money = less(money, one.money or MoneySums())
        self._money[name, kind] += money

    def intervals(self, name: str) -> Kinds:
        rates = {
            kind: clustered(DaySums.of(days)) for (key, kind), days in self._rates.items() if key == name
        }
        money = {kind: _mean(sums) for (key, kind), sums in self._money.items() if key == name}
        return {kind: one for kind, one in (rates | money).items() if one.numbers is not None}


def _mean(sums: MoneySums) -> Interval:
    mean = mean_per_ticket(sums)
    return Interval(mean.value, mean.low, mean.high, sums.total, sums.tickets)


def _by_day(
    shop: Shop, period: Period, now: datetime, employee: int | None = None
) -> dict[int, dict[str, Value]]:
    question = Asked(NUMBERS, ("day",), period=period).question([shop], now)
    if employee is not None:
        question = replace(question, where=((DIMENSION["employee"], (employee,)),))
    rows = engine.answer(question).rows
    return {day_int(date.fromisoformat(str(row.labels["day"]))): row.values for row in rows}
