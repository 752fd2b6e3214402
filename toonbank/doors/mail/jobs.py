"""The jobs of this door: which reports should go out by now, and the mails each of them becomes.

A job is made when its report is due and not before, so that another hour, time zone or language counts at
once. Only the newest missed report is sent: after a month without power nobody wants four.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation

from toonbank.doors.mail.day import day_paper
from toonbank.doors.mail.letters import CHAIN_WEEK, DAY, WEEK, letters, mail_is_set_up
from toonbank.doors.mail.schedule import Hours, due, newest_day, newest_week, week_due
from toonbank.doors.mail.week import chain_paper, week_paper
from toonbank.jobs import registry
from toonbank.jobs.models import Job, Outbox
from toonbank.ledger.models import Ticket
from toonbank.lib.periods import day_from_int, day_int
from toonbank.reports.daily import daily
from toonbank.reports.weekly import chain_weekly, weekly
from toonbank.shops.mails import want_day, want_week
from toonbank.shops.models import Chain, Member, Shop


@registry.plan
def reports_due(now: datetime) -> Iterator[Job]:
    """Nothing while there is no mail server: whoever sets one up gets the newest report then."""
    if mail_is_set_up():
        yield from _weeks(now)
        yield from _days(now)
        yield from _chain_weeks(now)


@registry.kind(WEEK)
def week_of_shop(job: Job, now: datetime) -> Iterable[Outbox]:
    shop = Shop.objects.get(pk=job.payload["shop"])
    week = job.payload["week"]
    members = list(want_week().filter(shop=shop))
    if not members or week < newest_week(now, Hours.of(shop)) or not _was_open(shop):
        return ()
    with translation.override(shop.locale):
        return letters(week_paper(weekly(shop, week, now)), members, str(week), now)


@registry.kind(DAY)
def day_of_shop(job: Job, now: datetime) -> Iterable[Outbox]:
    shop = Shop.objects.get(pk=job.payload["shop"])
    day = day_from_int(job.payload["day"])
    members = list(want_day().filter(shop=shop))
    if not members or day < newest_day(now, Hours.of(shop)):
        return ()
    with translation.override(shop.locale):
        report = daily(shop, day, now)
        return () if report.closed else letters(day_paper(report), members, str(day_int(day)), now)


@registry.kind(CHAIN_WEEK)
def week_of_chain(job: Job, now: datetime) -> Iterable[Outbox]:
    chain = Chain.objects.get(pk=job.payload["chain"])
    week = job.payload["week"]
    shops = list(chain.shops.order_by("slug"))
    members = list(want_week().filter(chain=chain))
    if not members or not shops or week < min(newest_week(now, Hours.of(shop)) for shop in shops):
        return ()
    with translation.override(shops[0].locale):
        return letters(chain_paper(chain_weekly(chain, shops, week, now)), members, str(week), now)


def _weeks(now: datetime) -> Iterator[Job]:
    for hours, shops in _by_hours(want_week()):
        week = newest_week(now, hours)
        for shop in shops:
            yield _job(WEEK, "shop", shop, "week", week, week_due(week, hours))


def _days(now: datetime) -> Iterator[Job]:
    for hours, shops in _by_hours(want_day()):
        day = newest_day(now, hours)
        for shop in shops:
            yield _job(DAY, "shop", shop, "day", day_int(day), due(day, hours))


def _chain_weeks(now: datetime) -> Iterator[Job]:
    """Once the last of its shops has had its week."""
    wanted = Exists(want_week().filter(chain=OuterRef("chain")))
    columns = ("chain", "timezone", "cutoff_minutes", "report_hour")
    chains = defaultdict[int | None, set[Hours]](set)
    rows = Shop.objects.filter(wanted, chain__isnull=False).values_list(*columns).distinct()
    for chain, timezone, cutoff, hour in rows:
        chains[chain].add(Hours(timezone, cutoff, hour))
    for chain, clocks in chains.items():
        assert chain
        week = min(newest_week(now, hours) for hours in clocks)
        at = max(week_due(week, hours) for hours in clocks)
        yield _job(CHAIN_WEEK, "chain", chain, "week", week, at)


def _by_hours(wanted: QuerySet[Member]) -> Iterator[tuple[Hours, list[int]]]:
    """The shops of which somebody wants it, together when they keep the same hours."""
    shops = Shop.objects.filter(Exists(wanted.filter(shop=OuterRef("pk"))))
    found = defaultdict[Hours, list[int]](list)
    rows = shops.values_list("pk", "timezone", "cutoff_minutes", "report_hour").order_by("pk")
    for pk, timezone, cutoff, hour in rows.iterator():
        found[Hours(timezone, cutoff, hour)].append(pk)
    yield from found.items()


def _job(kind: str, place: str, pk: int, name: str, period: int, at: datetime) -> Job:
    return Job(kind=kind, key=f"{kind}:{place}:{pk}:{period}", payload={place: pk, name: period}, due_at=at)


def _was_open(shop: Shop) -> bool:
    """A shop that never logged anything has no report yet; one that stopped hears that it did."""
    return Ticket.objects.filter(shop=shop).exists()
