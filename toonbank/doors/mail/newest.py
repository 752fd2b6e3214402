"""The newest report of a kind, as a member would get it."""

from datetime import datetime

from django.utils import translation

from toonbank.doors.mail.day import day_paper
from toonbank.doors.mail.letters import DAY, WEEK
from toonbank.doors.mail.paper import Paper
from toonbank.doors.mail.week import chain_paper, week_paper
from toonbank.reports.daily import daily, last_full_day
from toonbank.reports.weekly import chain_weekly, last_full_week, weekly
from toonbank.shops.access import Seat
from toonbank.shops.models import Chain

KINDS = (WEEK, DAY)


def newest_paper(seat: Seat, kind: str, now: datetime) -> Paper:
    shop = seat.shop
    with translation.override(shop.locale):
        if kind == DAY:
            return day_paper(daily(shop, last_full_day(shop, now), now))
        chain = seat.member.chain if seat.member else None
        if chain is not None:
            return _of_chain(chain, now)
        return week_paper(weekly(shop, last_full_week(shop, now), now))


def _of_chain(chain: Chain, now: datetime) -> Paper:
    shops = list(chain.shops.order_by("slug"))
    week = min(last_full_week(shop, now) for shop in shops)
    with translation.override(shops[0].locale):
        return chain_paper(chain_weekly(chain, shops, week, now))
