"""When reports are due: in the morning after the last day they are about, at the shop's hour."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from toonbank.lib.periods import Period, business_day, business_day_bounds, local_instant, week_int
from toonbank.shops.models import Shop

ONE_DAY = timedelta(days=1)


class Hours(NamedTuple):
    """A shop's clock, as far as reports go: many shops share one."""

    timezone: str
    cutoff_minutes: int
    report_hour: int

    @classmethod
    def of(cls, shop: Shop) -> "Hours":
        return cls(shop.timezone, shop.cutoff_minutes, shop.report_hour)


def due(last: date, hours: Hours) -> datetime:
    """At the shop's hour of the next morning, and never before the last day is over."""
    over = business_day_bounds(last, hours.timezone, hours.cutoff_minutes)[1]
    return max(over, local_instant(last + ONE_DAY, time(hours.report_hour), hours.timezone))


def newest_day(now: datetime, hours: Hours) -> date:
    """The last day whose report is due: of days missed before it nothing is sent."""
    day = business_day(now, hours.timezone, hours.cutoff_minutes) - ONE_DAY
    return day if due(day, hours) <= now else day - ONE_DAY


def newest_week(now: datetime, hours: Hours) -> int:
    """202647: the last week whose report is due."""
    today = business_day(now, hours.timezone, hours.cutoff_minutes)
    sunday = Period.week(week_int(today)).first - ONE_DAY
    return week_int(sunday if due(sunday, hours) <= now else sunday - 7 * ONE_DAY)


def week_due(week: int, hours: Hours) -> datetime:
    return due(Period.week(week).last, hours)
