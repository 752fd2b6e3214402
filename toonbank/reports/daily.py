"""The daily check: the numbers of one business day beside what is usual, and what to look at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from toonbank.lib.periods import Period, business_day
from toonbank.metrics.answer import Value
from toonbank.metrics.shown import Shown
from toonbank.quality.trust import Trust
from toonbank.quality.verdict import Verdict
from toonbank.reports.checked import checked
from toonbank.reports.noted import Noted, noted
from toonbank.reports.today import usual
from toonbank.shops.models import Shop

NUMBERS = ("tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue", "profit")


@dataclass(frozen=True)
class Daily:
    """A day that is over. `usual`: the average of that weekday as on the page of today; None for a first."""

    shop: Shop
    day: date
    now: dict[str, Value]
    usual: dict[str, float | None]
    checks: tuple[Verdict, ...]
    noted: Noted

    @property
    def empty(self) -> bool:
        return not self.now["tickets"].hits

    @property
    def closed(self) -> bool:
        """Nothing was logged, and nobody would expect it on this weekday."""
        return self.empty and not any(verdict.check == "silence" for verdict in self.checks)

    def as_json(self) -> dict[str, Any]:
        shown = Shown.of(self.shop)
        return {
            "shop": self.shop.slug,
            "day": self.day.isoformat(),
            "numbers": {name: value.as_json() for name, value in self.now.items()},
            "usual": self.usual,
            "notes": self.noted.as_json(),
            "checks": [checked(verdict, shown) for verdict in self.checks],
        }


def daily(shop: Shop, day: date, now: datetime) -> Daily:
    trust, period = Trust([shop], now), Period.day(day)
    today = trust.ask(NUMBERS, period=period).only
    return Daily(
        shop, day, today, usual(shop, day, now), trust.verdicts(shop, period), noted([shop], period, now)
    )


def last_full_day(shop: Shop, now: datetime) -> date:
    return business_day(now, shop.timezone, shop.cutoff_minutes) - timedelta(days=1)
