"""One add-on: how it goes week by week, with which service, by whom, with which sentence, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, Sum

from toonbank.ledger.models import Offer
from toonbank.lib.periods import Period
from toonbank.metrics.answer import Row, Value
from toonbank.metrics.choices import where as stored
from toonbank.metrics.closed import while_unchanged
from toonbank.quality.trust import Doubt, Trust
from toonbank.shops.models import Shop
from toonbank.stats.rate import Rate

TOTAL = (
    "offers", "bought", "suggestion_rate", "attach_rate", "bought_per_eligible", "revenue", "profit",
    "organic_sales",
)  # fmt: skip
RATES = ("suggestion_rate", "attach_rate", "offers", "bought")


@dataclass(frozen=True)
class Step:
    """What came of the offers at one price, from the first day it was asked to the last."""

    price: int | None
    first_day: int
    last_day: int
    rate: Rate


@dataclass(frozen=True)
class OneAddon:
    """`reasons`: code → refusals, most first; `refused`: all refusals, with and without a reason."""

    name: str
    period: Period
    total: dict[str, Value]
    by_week: tuple[Row, ...]
    by_service: tuple[Row, ...]
    by_employee: tuple[Row, ...]
    by_script: tuple[Row, ...]
    by_moment: tuple[Row, ...]
    reasons: tuple[tuple[str, int], ...]
    refused: int
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]


def one_addon(
    shop: Shop, name: str, period: Period, now: datetime, where: Sequence[tuple[str, str]] = ()
) -> OneAddon:
    narrowed = [*(pair for pair in where if pair[0] != "addon"), ("addon", name)]

    trust = Trust([shop], now)

    def ask(metrics: Sequence[str], *by: str) -> tuple[Row, ...]:
        return trust.ask(metrics, by, narrowed, period).rows

    key = (shop.pk, name, period)
    reasons, refused = while_unchanged((_reasons, *key), shop, period, lambda: _reasons(shop, name, period))
    return OneAddon(
        name,
        period,
        ask(TOTAL)[0].values,
        ask(RATES, "week"),
        ask(RATES, "service_type"),
        ask(RATES, "employee"),
        ask(("offers", "bought", "attach_rate"), "script"),
        ask(("offers", "bought", "attach_rate"), "moment"),
        reasons,
        refused,
        while_unchanged((_steps, *key), shop, period, lambda: _steps(shop, name, period)),
        trust.doubts,
    )


def _offers(shop: Shop, name: str, period: Period) -> Q:
    ((_dimension, ids),) = stored([shop.pk], [("addon", name)])
    return Q(shop=shop, addon__in=ids, day__range=period.day_ints())


def _reasons(shop: Shop, name: str, period: Period) -> tuple[tuple[tuple[str, int], ...], int]:
    refused = Offer.objects.filter(_offers(shop, name, period), offered=1, bought=0, open=0)
    rows = list(refused.values("reason").annotate(times=Count("pk")).order_by("-times", "reason"))
    given = tuple((row["reason"], row["times"]) for row in rows if row["reason"])
    return given, sum(row["times"] for row in rows)


def _steps(shop: Shop, name: str, period: Period) -> tuple[Step, ...]:
    """In the order in which the prices were first asked."""
    offers = Offer.objects.filter(_offers(shop, name, period), offered=1).values("unit_price")
    sums = offers.annotate(b=Sum("bought"), n=Count("pk"), first=Min("day"), last=Max("day"))
    return tuple(
        Step(row["unit_price"], row["first"], row["last"], Rate(row["b"], row["n"]))
        for row in sums.order_by("first", "unit_price")
    )
