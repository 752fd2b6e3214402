"""What has a season: offer it again when that begins, and not outside it when it hardly sells there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum
from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import LEAVE, PUSH, Finding
from toonbank.advice.ground import Ground
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import catalog_of
from toonbank.catalog.year import Season, in_season
from toonbank.ledger.models import Offer
from toonbank.lib.periods import Period, day_int
from toonbank.metrics.closed import while_unchanged
from toonbank.metrics.sentence import Day, Share
from toonbank.stats.rate import Rate, wilson

# Time to put it on the counter and to tell the team.
AHEAD = timedelta(days=21)
YEAR = timedelta(days=366)
LEAST = 20


@dataclass(frozen=True)
class Year:
    """Offers of the last year on days of the season; in the period, offers on the other days."""

    inside: Rate
    outside: Rate


def find(ground: Ground) -> Iterator[Finding]:
    day = day_int(ground.today)
    for group in catalog_of(ground.shop).groups.values():
        addon, season = group[0], _season(group, day)
        if season is None or not addon.active(day):
            continue
        year = _year(ground, group, season)
        yield from _begins(ground, addon, season, year)
        yield from _outside(addon, year)


def _season(group: Sequence[AddonFacts], day: int) -> Season | None:
    """Of an add-on and what counts as it: what is merged fits wherever one of its names does."""
    seasons = {rule.season if (rule := one.rule(day)) else None for one in group}
    return seasons.pop() if len(seasons) == 1 else None


def _begins(ground: Ground, addon: AddonFacts, season: Season, year: Year) -> Iterator[Finding]:
    """It paid last time, for certain, and begins soon."""
    first, margin = _next(season, ground.today), addon.margin(day_int(ground.today))
    sure = wilson(year.inside.hits, year.inside.tries)
    if first is None or margin is None or year.inside.tries < LEAST or sure.low is None or sure.high is None:
        return
    if sure.low * margin <= ground.shop.offer_cost:
        return
    yield Finding(
        "season",
        PUSH,
        addon.id,
        addon.name,
        _("From {day} you can offer {addon} again: have it ready, and tell the team."),
        _(
            "In its last season {bought} of {offered} offers were bought: almost certainly between {low} and"
            " {high}."
        ),
        {
            "day": Day(day_int(first)),
            "bought": year.inside.hits,
            "offered": year.inside.tries,
            "low": Share(sure.low),
            "high": Share(sure.high),
        },
    )


def _outside(addon: AddonFacts, year: Year) -> Iterator[Finding]:
    """Offered all the same, and it sells worse there for certain."""
    there, then = wilson(year.outside.hits, year.outside.tries), wilson(year.inside.hits, year.inside.tries)
    if min(year.outside.tries, year.inside.tries) < LEAST or there.high is None or then.low is None:
        return
    if there.high >= then.low:
        return
    yield Finding(
        "out_of_season",
        LEAVE,
        addon.id,
        addon.name,
        _("Leave {addon} for its season."),
        _(
            "Outside its season {bought} of {offered} offers were bought, in the season {then_bought} of"
            " {then_offered}: that is more than chance."
        ),
        {
            "bought": year.outside.hits,
            "offered": year.outside.tries,
            "then_bought": year.inside.hits,
            "then_offered": year.inside.tries,
        },
    )


def _next(season: Season, today: date) -> date | None:
    """The first day of the season, when it begins after today and soon."""
    if in_season(season, day_int(today)):
        return None
    ahead = (today + timedelta(days=number) for number in range(1, AHEAD.days + 1))
    return next((day for day in ahead if in_season(season, day_int(day))), None)


def _year(ground: Ground, group: Sequence[AddonFacts], season: Season) -> Year:
    days = Period.between(min(ground.today - YEAR, ground.period.first), ground.period.last)
    key = (_by_day, ground.shop.pk, group[0].id, days)
    rows = while_unchanged(key, ground.shop, days, lambda: _by_day(ground, group, days))
    first, last = ground.period.day_ints()
    inside, outside = Rate(), Rate()
    for day, rate in rows:
        if in_season(season, day):
            inside += rate
        elif first <= day <= last:
            outside += rate
    return Year(inside, outside)


def _by_day(ground: Ground, group: Sequence[AddonFacts], days: Period) -> tuple[tuple[int, Rate], ...]:
    ids = [one.id for one in group]
    found = Offer.objects.filter(shop=ground.shop, addon__in=ids, day__range=days.day_ints(), offered=1)
    sums = found.order_by().values("day").annotate(n=Count("pk"), b=Sum("bought"))
    return tuple((row["day"], Rate(row["b"], row["n"])) for row in sums)
