"""A queue of three days comes in after catalogue, prices and people changed (rows 7 and 9 to 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.world import NOW, World
from toonbank.catalog.addons import archive, edit
from toonbank.catalog.merges import merge
from toonbank.catalog.prices import set_price
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.metrics.ask import Asked
from toonbank.shops.people import leave

QUEUED = 500
BEGAN = datetime(2026, 11, 19, 9, tzinfo=UTC)
TEN_SECONDS_LATER = (BEGAN + timedelta(seconds=10)).isoformat()


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def queue(world: World) -> Iterator[dict[str, Any]]:
    """Five hundred tickets over three days; glass is bought on each, the case is not."""
    offers = [
        {"addon": world.addons["glass"].pk, "outcome": "bought"},
        {"addon": world.addons["case"].pk, "outcome": "declined"},
    ]
    for number in range(QUEUED):
        at = BEGAN + timedelta(days=number % 3, minutes=number)
        yield {
            "uuid": str(UUID(int=number + 1, version=4)),
            "revision": 1,
            "started_at": at.isoformat(),
            "employee": world.employees["sam"].pk,
            "offers": offers,
        }


def send(world: World, tickets: list[dict[str, Any]]) -> Counter[tuple[int, str | None]]:
    answer = Client().post(
        "/api/v1/tickets/batch",
        {"tickets": tickets},
        content_type="application/json",
        headers={"Authorization": f"Bearer {world.token('log')}"},
    )
    results = answer.json()["results"]
    assert [one["uuid"] for one in results] == [ticket["uuid"] for ticket in tickets]
    return Counter((one["http"], one.get("problem", {}).get("code")) for one in results)


def test_five_hundred_arrive_with_the_prices_of_their_day(world: World) -> None:
    glass, case = world.addons["glass"], world.addons["case"]
    tickets = list(queue(world))
    edit(glass, "Glass", "iPhone 14", "tempered")
    set_price(glass, 2400, 700, valid_from=20261120)
    set_price(glass, 9900, 100, valid_from=20261122)
    archive(case, 20261121)
    assert send(world, tickets) == {(201, None): QUEUED}
    assert send(world, tickets) == {(200, None): QUEUED}
    assert (Ticket.objects.count(), Entry.objects.count(), Offer.objects.count()) == (500, 500, 1000)
    prices = Counter(
        Offer.objects.filter(addon=glass).values_list("day", "unit_price", "unit_cost", "profit")
    )
    assert prices == {
        (20261119, 2000, 400, 1600): 167,
        (20261120, 2400, 700, 1700): 167,
        (20261121, 2400, 700, 1700): 166,
    }
    assert Offer.objects.filter(addon=case).count() == QUEUED
    assert list(differences(Tally())) == []


def test_renamed_archived_and_merged_meanwhile_they_land_where_they_belong(world: World) -> None:
    glass, case, help_ = (world.addons[name] for name in ("glass", "case", "help"))
    tickets = list(queue(world))
    merge(glass, help_, NOW)
    archive(help_, 20261120)
    edit(help_, "Service", "set-up")
    archive(case, 20261121)
    edit(case, "Cover")
    assert send(world, tickets) == {(201, None): QUEUED}
    assert send(world, tickets) == {(200, None): QUEUED}
    booked = Counter(Offer.objects.values_list("addon", flat=True))
    assert booked == {glass.pk: QUEUED, case.pk: QUEUED}
    rows = Asked(("offers", "bought", "revenue"), ("addon",)).answer([world.shop], NOW).rows
    assert [(row.labels["addon"], *(value.hits for value in row.values.values())) for row in rows] == [
        ("Cover", QUEUED, 0, 0),
        ("Service · set-up", QUEUED, QUEUED, QUEUED * 2000),
    ]
    assert list(differences(Tally())) == []


def test_who_left_meanwhile_is_accepted_up_to_that_moment(world: World) -> None:
    tickets = list(queue(world))
    leave(world.employees["sam"], datetime(2026, 11, 21, tzinfo=UTC))
    assert send(world, tickets) == {(201, None): 334, (422, "employee_left"): 166}
    assert Ticket.objects.count() == 334


def test_made_and_undone_before_it_was_sent_leaves_nothing_to_count(world: World) -> None:
    made = next(queue(world))
    undone = {**made, "revision": 2, "status": "void", "changed_at": TEN_SECONDS_LATER}
    for sent in ([made, undone], [undone, made]):
        assert set(send(world, sent)) <= {(201, None), (200, None)}
        found = Ticket.objects.values_list("revision", "status", "counted")
        assert (list(found), Offer.objects.count()) == ([(2, "void", 0)], 0)


def test_two_tablets_change_one_ticket_and_the_second_is_told(world: World) -> None:
    made = next(queue(world))
    change = {**made, "revision": 2, "changed_at": TEN_SECONDS_LATER}
    one, other = ({**change, "total": cents} for cents in (1000, 2000))
    assert send(world, [made, one]) == {(201, None): 1, (200, None): 1}
    assert send(world, [other]) == {(409, "uuid_conflict"): 1}
    assert list(Ticket.objects.values_list("revision", "total")) == [(2, 1000)]
