"""What an employee sees of four weeks: own numbers, the shop's average, one tip; nothing about colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import catalog_of
from toonbank.lib.periods import Period, business_day, day_int
from toonbank.metrics import engine
from toonbank.metrics.answer import Row, Value
from toonbank.metrics.definitions import metric
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.metrics.metric import Shape
from toonbank.metrics.question import Question
from toonbank.quality.trust import Trust
from toonbank.shops.models import Employee, Shop

NUMBERS = ("suggestion_rate", "attach_rate", "profit_per_ticket")
DAYS = 28
# An average of fewer people, or of somebody's three tickets, would tell what a colleague does.
LEAST_PEOPLE, LEAST_TRIES = 3, 5
RARELY, LEAST_FITTING, LEAST_OFFERED = 0.5, 10, 20


@dataclass(frozen=True)
class Number:
    """`shop` is the rounded average of everybody, or None where it could tell who did what."""

    own: Value
    shop: float | None


@dataclass(frozen=True)
class Tip:
    addon: str
    offered: int
    fitting: int

    def sentence(self) -> str:
        said = gettext(
            "You offered {addon} on {offered} of the {fitting} visits where it fits."
            " It pays off in this shop: try it a little more often."
        )
        return said.format(addon=self.addon, offered=self.offered, fitting=self.fitting)


@dataclass(frozen=True)
class Own:
    employee: Employee
    period: Period
    numbers: tuple[Number, ...]
    tip: Tip | None


def own(employee: Employee, now: datetime) -> Own:
    """Three questions, whatever the shop sold. What a check doubts about a colleague is not told."""
    shop = employee.shop
    today = business_day(now, shop.timezone, shop.cutoff_minutes)
    period = Period.between(today - timedelta(days=DAYS - 1), today)
    people = Trust([shop], now).of(_question(NUMBERS, "employee", shop, period)).rows
    mine = next((row for row in people if row.labels["employee"] == employee.alias), None)
    numbers = (
        ()
        if mine is None
        else tuple(
            Number(mine.values[name], average([row.values[name] for row in people if row.labels["employee"]]))
            for name in NUMBERS
        )
    )
    return Own(employee, period, numbers, tip(employee, period))


def average(values: Sequence[Value]) -> float | None:
    """The ratio of the sums, to whole percents and ten cents."""
    told = [value for value in values if (value.tries or 0) >= LEAST_TRIES]
    if len(told) < LEAST_PEOPLE:
        return None
    ratio = sum(value.hits for value in told) / sum(value.tries or 0 for value in told)
    return round(ratio, 2) if values[0].metric.shape is Shape.RATE else round(ratio, -1)


def tip(employee: Employee, period: Period) -> Tip | None:
    """The add-on with most to gain for the shop among those this employee rarely offers where they fit."""
    shop, today = employee.shop, day_int(period.last)
    known = {addon.name: addon for addon in catalog_of(shop).addons.values() if addon.active(today)}
    everybody = {
        row.labels["addon"]: row.values["attach_rate"]
        for row in _ask(("attach_rate",), "addon", shop, period)
    }
    gains: list[tuple[float, Tip]] = []
    for row in _ask(("suggestion_rate",), "addon", shop, period, employee):
        name, mine = str(row.labels["addon"]), row.values["suggestion_rate"]
        gain = _gain(known.get(name), mine, everybody.get(name), today)
        if gain > 0:
            gains.append((gain, Tip(name, mine.hits, mine.tries or 0)))
    return max(gains, key=lambda one: (one[0], one[1].addon))[1] if gains else None


def _gain(addon: AddonFacts | None, mine: Value, everybody: Value | None, today: int) -> float:
    """Cents that are surely missed; 0 where we cannot know."""
    price = addon.price(today) if addon else None
    if price is None or price.unit_cost is None or everybody is None or everybody.low is None:
        return 0
    fitting = mine.tries or 0
    if fitting < LEAST_FITTING or mine.hits >= RARELY * fitting or (everybody.tries or 0) < LEAST_OFFERED:
        return 0
    return (fitting - mine.hits) * everybody.low * (price.unit_price - price.unit_cost)


def _ask(
    metrics: Sequence[str], by: str, shop: Shop, period: Period, employee: Employee | None = None
) -> tuple[Row, ...]:
    return engine.answer(_question(metrics, by, shop, period, employee)).rows


def _question(
    metrics: Sequence[str], by: str, shop: Shop, period: Period, employee: Employee | None = None
) -> Question:
    return Question(
        metrics=tuple(metric(name) for name in metrics),
        shops=(shop.pk,),
        by=(DIMENSION[by],),
        where=((DIMENSION["employee"], (employee.pk,)),) if employee else (),
        period=period,
        today=day_int(period.last),
    )
