"""Is this still the shop it was? A control chart of how often offers are made and accepted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.db.models import Sum
from django.utils.translation import gettext_noop as _

from toonbank.ledger.models import Offer
from toonbank.lib.periods import day_int
from toonbank.metrics.sentence import Day, Share
from toonbank.quality.ground import BEFORE, Ground
from toonbank.quality.verdict import LOOK, Fix, Verdict
from toonbank.stats.ewma import ewma
from toonbank.stats.rate import Rate

# The chart needs a few weeks to know what is usual.
LEAST_DAYS = 20
HIGHER = _("Since {day} more offers are accepted than usual ({usual}). Is there a reason? Note it.")
LOWER = _("Since {day} fewer offers are accepted than usual ({usual}). Is there a reason? Note it.")


def check(ground: Ground) -> Iterator[Verdict]:
    by_day = _rates(ground)
    first = day_int(ground.period.first)
    before = [rate for day, rate in sorted(by_day.items()) if day < first]
    within = [(day, rate) for day, rate in sorted(by_day.items()) if first <= day < day_int(ground.today)]
    if len(before) < LEAST_DAYS or not within:
        return
    chart = ewma(before, [rate for _day, rate in within])
    days = [day for day, _rate in within]
    signals = [(day, point) for day, point in zip(days, chart.points, strict=False) if point.signal]
    if not signals or chart.rate is None:
        return
    day, point = signals[0]
    message = HIGHER if point.value > 0 else LOWER
    params = {"day": Day(day), "usual": Share(chart.rate)}
    yield Verdict("odd_days", LOOK, message, params, fix=Fix("notes", day))


def _rates(ground: Ground) -> dict[int, Rate]:
    """Bought of offered, by day, from eight weeks before the period to its end."""
    start = replace(ground.period, first=ground.period.first - timedelta(days=BEFORE))
    first, last = start.day_ints()
    rows = Offer.objects.filter(shop=ground.shop, day__range=(first, last), offered=1)
    found: dict[int, Rate] = defaultdict(Rate)
    for day, bought, offered in (
        rows.values("day").annotate(b=Sum("bought"), o=Sum("offered")).values_list("day", "b", "o")
    ):
        found[day] = Rate(bought, offered)
    return found
