"""The daily check: what is missing or odd, how today goes, and one thing to do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from toonbank.advice.advise import findings
from toonbank.advice.finding import KEEP, Finding
from toonbank.ledger.notes import noted_days, notes_in
from toonbank.lib.periods import Period, business_day, day_int
from toonbank.metrics.answer import Value
from toonbank.metrics.ask import Asked
from toonbank.quality.trust import Trust
from toonbank.quality.verdict import Verdict
from toonbank.reports.noted import Noted, noted
from toonbank.shops.models import Shop

NUMBERS = ("tickets", "offers", "bought", "revenue")
# The check looks back a week: yesterday's gaps can still be mended.
LOOK_BACK = timedelta(days=7)
USUAL_WEEKS = 8
ADVICE = timedelta(days=55)
MOST_ADVICE = 2


@dataclass(frozen=True)
class Today:
    """`usual`: what the same weekday brought on average, for each number; None where it never was open."""

    shop: Shop
    day: date
    numbers: dict[str, Value]
    usual: dict[str, float | None]
    verdicts: tuple[Verdict, ...]
    advice: tuple[Finding, ...]
    noted: Noted

    @property
    def yesterday(self) -> date:
        return self.day - timedelta(days=1)


def today(shop: Shop, now: datetime) -> Today:
    day = business_day(now, shop.timezone, shop.cutoff_minutes)
    trust = Trust([shop], now)
    seen = trust.verdicts(shop, Period.between(day - LOOK_BACK, day))
    so_far = Asked(NUMBERS, period=Period.day(day)).answer([shop], now)
    found = findings(shop, Period.between(day - ADVICE, day), now)
    return Today(
        shop,
        day,
        trust.over(so_far, known=seen).only,
        usual(shop, day, now),
        seen,
        tuple(finding for finding in found if finding.corner != KEEP)[:MOST_ADVICE],
        noted([shop], Period.day(day), now),
    )


def usual(shop: Shop, day: date, now: datetime) -> dict[str, float | None]:
    """Per day with tickets, of the same weekday in the eight weeks before. What was noted about the shop was
    not usual: those days are left out, unless there are no others."""
    days = {day_int(day - timedelta(weeks=week)) for week in range(1, USUAL_WEEKS + 1)}
    period = Period.between(day - timedelta(weeks=USUAL_WEEKS), day - timedelta(days=1))
    unusual = noted_days(notes_in([shop], period), period).keys()
    rows = Asked(NUMBERS, ("day",), period=period).answer([shop], now).rows
    by_day = {day_int(date.fromisoformat(str(row.labels["day"]))): row.values for row in rows}
    same = {number: values for number, values in by_day.items() if number in days}
    open_days = {number: values for number, values in same.items() if values["tickets"].hits}
    if not open_days:
        return dict.fromkeys(NUMBERS)
    kept = [values for number, values in open_days.items() if number not in unusual] or [*open_days.values()]
    return {name: sum(values[name].hits for values in kept) / len(kept) for name in NUMBERS}
