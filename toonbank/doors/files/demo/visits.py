"""One visit as it might have gone, before it has keys."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from toonbank.ledger.models import AskedBy, Moment, Outcome, Reason

OPEN_DAYS = range(1, 7)
OPENS, CLOSES = 9 * 60 + 30, 17 * 60 + 45


@dataclass(frozen=True)
class Said:
    """One offer, or what the customer asked for; `addon` is the whole name."""

    addon: str
    outcome: str
    asked_by: str = AskedBy.STAFF.value
    reason: str = ""
    moment: str = ""
    quantity: int = 1
    discount: int = 0


@dataclass(frozen=True)
class Visit:
    """`at` is the shop's own time."""

    at: datetime
    employee: str
    service: str
    said: tuple[Said, ...] = ()
    receipt: str = ""
    total: int | None = None
    annoyed: bool = False


def open_days(last: date, days: int) -> list[date]:
    """The days of these that the shop is open: not on Sundays."""
    every = (last - timedelta(days=days - 1 - at) for at in range(days))
    return [day for day in every if day.isoweekday() in OPEN_DAYS]


def moments_of(chance: Random, day: date, count: int) -> list[datetime]:
    """As many moments within opening hours, in order and all different."""
    minutes = sorted(chance.sample(range(OPENS, CLOSES), count))
    return [datetime.combine(day, time(*divmod(minute, 60), chance.randrange(60))) for minute in minutes]


def moment(chance: Random) -> str:
    return chance.choices((Moment.INTAKE.value, Moment.DURING.value, Moment.CHECKOUT.value), (5, 2, 3))[0]


def reason(chance: Random, dear: float) -> str:
    """Why not; one in four says nothing, and `dear` is how often it is the price."""
    if chance.random() < 0.25:
        return ""
    if chance.random() < dear:
        return Reason.PRICE.value
    return chance.choices((Reason.NOT_NEEDED.value, Reason.HAS_ONE.value, Reason.THINK.value), (5, 3, 2))[0]


def with_receipt(visit: Visit, number: str, job: int, prices: dict[str, int]) -> Visit:
    """The total is what the till would say: the job and what was bought with it."""
    bought = [said for said in visit.said if said.outcome == Outcome.BOUGHT]
    extras = sum(said.quantity * prices[said.addon] - said.discount for said in bought)
    return replace(visit, receipt=number, total=job + extras)


def answer(chance: Random, addon: str, bought: bool, dear: float) -> Said:
    """What a customer says to an offer."""
    if bought:
        return Said(addon, Outcome.BOUGHT.value, moment=moment(chance))
    return Said(addon, Outcome.DECLINED.value, reason=reason(chance, dear), moment=moment(chance))
