"""The weekly report: one ISO week of one shop, or of all shops of a chain, against the week before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from toonbank.advice.advise import findings
from toonbank.advice.finding import Finding
from toonbank.lib.periods import Period, business_day, week_int, week_label
from toonbank.metrics.shown import Shown
from toonbank.quality.trust import Trust
from toonbank.quality.verdict import Verdict
from toonbank.reports.checked import advised, checked
from toonbank.reports.overview import TABLES, Overview, overview
from toonbank.reports.sentences import paragraph
from toonbank.shops.models import Chain, Shop

ONE_DAY = timedelta(days=1)
ADVICE = timedelta(days=55)
OF_A_SHOP = ("tickets", "offers", "suggestion_rate", "attach_rate", "revenue_per_ticket", "profit_per_ticket")
# Side by side first; people are compared within their shop only.
CHAIN_TABLES = {"shop": OF_A_SHOP, "addon": TABLES["addon"], "service_type": TABLES["service_type"]}


@dataclass(frozen=True)
class Weekly:
    """What is found besides the numbers costs more than they do: it is looked for when asked for."""

    shop: Shop
    week: int
    overview: Overview
    trust: Trust

    @property
    def label(self) -> str:
        return week_label(self.week)

    @cached_property
    def checks(self) -> tuple[Verdict, ...]:
        """What to look at before trusting the numbers, doubts first."""
        return self.trust.verdicts(self.shop, self.overview.period)

    @cached_property
    def advice(self) -> tuple[Finding, ...]:
        """One week says little about what to do: the seven before it are read along."""
        last = self.overview.period.last
        return findings(self.shop, Period.between(last - ADVICE, last), self.trust.now)

    def paragraph(self) -> list[str]:
        """The week in plain sentences, in the language that is active."""
        return paragraph(self.overview, Shown.of(self.shop))

    def as_json(self) -> dict[str, Any]:
        shown = Shown.of(self.shop)
        return {
            "shop": self.shop.slug,
            "week": self.label,
            "text": self.paragraph(),
            "checks": [checked(verdict, shown) for verdict in self.checks],
            "advice": [advised(finding, shown) for finding in self.advice],
            **self.overview.as_json(),
        }


@dataclass(frozen=True)
class ChainWeekly:
    """All shops as one, and each by itself. The first shop's language and money are the chain's."""

    chain: Chain
    week: int
    overview: Overview
    shops: tuple[Weekly, ...]

    @property
    def label(self) -> str:
        return week_label(self.week)

    @property
    def shown(self) -> Shown:
        return Shown.of(self.shops[0].shop)

    def paragraph(self) -> list[str]:
        return paragraph(self.overview, self.shown)

    def as_json(self) -> dict[str, Any]:
        return {
            "chain": self.chain.slug,
            "week": self.label,
            "text": self.paragraph(),
            **self.overview.as_json(),
            "shops": [shop.as_json() for shop in self.shops],
        }


def weekly(shop: Shop, week: int, now: datetime) -> Weekly:
    trust = Trust([shop], now)
    return Weekly(shop, week, overview([shop], Period.week(week), now, trust=trust), trust)


def chain_weekly(chain: Chain, shops: Sequence[Shop], week: int, now: datetime) -> ChainWeekly:
    whole = overview(shops, Period.week(week), now, CHAIN_TABLES)
    return ChainWeekly(chain, week, whole, tuple(weekly(shop, week, now) for shop in shops))


def last_full_week(shop: Shop, now: datetime) -> int:
    """The week before the one the shop's running business day is in."""
    today = business_day(now, shop.timezone, shop.cutoff_minutes)
    monday = Period.week(week_int(today)).first
    return week_int(monday - ONE_DAY)
