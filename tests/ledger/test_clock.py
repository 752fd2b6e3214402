"""When a visit was: devices' clocks lie, days end at the cut-off, and nothing moves afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.world import NOW, World, uuid
from toonbank.ledger.models import Source, Ticket
from toonbank.ledger.record import record_ticket
from toonbank.shops.models import Shop
from toonbank.shops.setup import change_settings

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("sent", "occurred_at", "corrected"),
    [
        # A right clock, at once, after a while, and after three days without a network.
        ({"started_at": NOW, "sent_at": NOW}, NOW, 0),
        ({"started_at": NOW - HOUR, "sent_at": NOW, "age_ms": HOUR_MS}, NOW - HOUR, 0),
        ({"started_at": NOW - 3 * DAY, "sent_at": NOW}, NOW - 3 * DAY, 0),
        # Two days ahead, seen by what the device says it is now.
        ({"started_at": NOW + 2 * DAY, "sent_at": NOW + 2 * DAY}, NOW, 1),
        ({"started_at": NOW + 2 * DAY - HOUR, "sent_at": NOW + 2 * DAY}, NOW - HOUR, 1),
        # 1970 and 2099, with and without that.
        ({"started_at": NOW.replace(year=1970)}, NOW, 1),
        ({"started_at": NOW.replace(year=2099)}, NOW, 1),
        ({"started_at": NOW.replace(year=1970) - HOUR, "sent_at": NOW.replace(year=1970)}, NOW - HOUR, 1),
        # Set back while offline: the age that nobody can set wins.
        ({"started_at": NOW + 5 * DAY, "sent_at": NOW, "age_ms": HOUR_MS}, NOW - HOUR, 1),
        ({"started_at": NOW - 5 * DAY, "sent_at": NOW, "age_ms": HOUR_MS}, NOW - HOUR, 1),
        # Seconds are not worth a correction.
        ({"started_at": NOW + timedelta(seconds=90), "sent_at": NOW + timedelta(seconds=90)}, None, 0),
        # Nothing waits longer than a year in a queue.
        ({"started_at": NOW, "age_ms": 10**12}, NOW, 0),
        # An older tablet whose battery ran out takes 1970 for the day of the visit.
        ({"started_at": NOW.replace(year=1970), "age_ms": 1_800_000_000_000}, NOW, 1),
    ],
)
def test_a_devices_clock_is_held_against_ours(
    world: World, sent: dict[str, Any], occurred_at: datetime | None, corrected: int
) -> None:
    world.log(now=NOW, **sent)
    ticket = Ticket.objects.get()
    assert (ticket.occurred_at, ticket.clock_corrected) == (occurred_at or sent["started_at"], corrected)


def test_a_file_speaks_of_the_past(world: World) -> None:
    years_ago = NOW.replace(year=2019)
    record_ticket(world.seat("manager"), world.document(started_at=years_ago), Source.IMPORT, NOW)
    ticket = Ticket.objects.get()
    assert (ticket.occurred_at, ticket.day, ticket.clock_corrected) == (years_ago, 20191122, 0)


@pytest.mark.parametrize(
    ("at", "day", "week"),
    [
        # 02:30 happens twice on 25 October 2026; the day has 25 hours.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 20261024, 202643),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 20261024, 202643),
        (datetime(2026, 10, 25, 3, 0, tzinfo=UTC), 20261025, 202643),
        # 02:30 does not happen on 29 March 2026; the day before ends an hour early.
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), 20260328, 202613),
        (datetime(2026, 3, 29, 2, 0, tzinfo=UTC), 20260329, 202613),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), 20270101, 202653),
        # A shift over midnight belongs to the day on which it began.
        (datetime(2026, 11, 21, 23, 30, tzinfo=UTC), 20261121, 202647),
        (datetime(2026, 11, 22, 2, 59, tzinfo=UTC), 20261121, 202647),
        (datetime(2026, 11, 22, 3, 0, tzinfo=UTC), 20261122, 202647),
    ],
)
def test_the_shops_own_day_and_week(world: World, at: datetime, day: int, week: int) -> None:
    world.log(started_at=at)
    ticket = Ticket.objects.get()
    assert (ticket.occurred_at, ticket.day, ticket.week) == (at, day, week)


def test_without_a_cut_off_the_hour_that_occurs_twice_is_one_day(world: World) -> None:
    Shop.objects.filter(pk=world.shop.pk).update(cutoff_minutes=0)
    for minutes in (0, 60):
        world.log(started_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(minutes=minutes))
    assert list(Ticket.objects.values_list("day", flat=True)) == [20261025, 20261025]


def test_a_new_time_zone_moves_no_old_day(world: World) -> None:
    early = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
    world.log(uuid=uuid(1), started_at=early)
    change_settings(world.shop, "Fix & Go", "nl", "Asia/Tokyo", 240, 150)
    world.log(uuid=uuid(1), revision=2, started_at=early, by="manager")
    world.log(uuid=uuid(2), started_at=early)
    assert list(Ticket.objects.order_by("uuid").values_list("revision", "day")) == [
        (2, 20261121),
        (1, 20261122),
    ]


def test_a_correction_moves_no_visit_to_another_day(world: World) -> None:
    world.log(uuid=uuid(1))
    world.log(uuid=uuid(1), revision=2, started_at=NOW + 3 * DAY, now=NOW + 3 * DAY, by="manager")
    assert list(Ticket.objects.values_list("revision", "day", "occurred_at")) == [(2, 20261122, NOW)]
