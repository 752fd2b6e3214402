"""The weekly report: one ISO week of one shop, against the week before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from toonbank.lib.periods import Period, business_day, week_int, week_label
from toonbank.metrics.shown import Shown
from toonbank.reports.overview import Overview, overview
from toonbank.reports.sentences import paragraph
from toonbank.shops.models import Shop

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Weekly:
    shop: Shop
    week: int
    overview: Overview

    @property
    def label(self) -> str:
        return week_label(self.week)

    def paragraph(self) -> list[str]:
        """The week in plain sentences, in the language that is active."""
        return paragraph(self.overview, Shown.of(self.shop))

    def as_json(self) -> dict[str, Any]:
        return {
            "shop": self.shop.slug,
            "week": self.label,
            "text": self.paragraph(),
            **self.overview.as_json(),
        }


def weekly(shop: Shop, week: int, now: datetime) -> Weekly:
    return Weekly(shop, week, overview([shop], Period.week(week), now))


def last_full_week(shop: Shop, now: datetime) -> int:
    """The week before the one the shop's running business day is in."""
    today = business_day(now, shop.timezone, shop.cutoff_minutes)
    monday = Period.week(week_int(today)).first
    return week_int(monday - ONE_DAY)
