"""A page asks the database a bounded number of times, whatever the shop sold and however long the period."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW, World
from toonbank.catalog.addons import create_addon
from toonbank.catalog.prices import set_price
from toonbank.ledger.models import Source
from toonbank.ledger.record import record_ticket

PAGES = ("", "week/", "addons/", "team/", "services/", "numbers/", "me/")


def statements(world: World, page: str) -> int:
    client = world.client("owner")
    client.get(f"/{world.shop.slug}/{page}")
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(f"/{world.shop.slug}/{page}").status_code == 200
    return len(found)


def sell(world: World, days: int) -> None:
    for back in range(days):
        offers = [world.offer(name, "bought" if back % 2 else "declined") for name in world.addons]
        document = world.document(*offers, started_at=NOW - back * timedelta(days=1))
        record_ticket(world.seat(), document, Source.IMPORT, NOW)


@pytest.mark.parametrize("page", PAGES)
def test_no_more_statements_for_more_of_everything(world: World, page: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    sell(world, 20)
    few = statements(world, page)
    for number in range(12):
        addon = create_addon(world.shop, f"Extra {number}", "", "")
        set_price(addon, 1000, 400)
        world.addons[f"extra {number}"] = addon
    sell(world, 60)
    # The names of what the period before now knows as well.
    assert statements(world, page) <= few + 8
    assert few <= 80
