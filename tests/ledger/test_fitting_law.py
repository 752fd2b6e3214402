"""Whatever the rules, prices, seasons, gaps and merges: the numbers count what the explanation says."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.world import NOW, World
from toonbank.catalog import snapshot
from toonbank.catalog.addons import NewAddon, archive, create_many, put_on_list, restore
from toonbank.catalog.eligibility import wrongly_written
from toonbank.catalog.merges import merge
from toonbank.catalog.models import ALWAYS, Addon
from toonbank.catalog.prices import set_price
from toonbank.catalog.rules import set_rule
from toonbank.catalog.services import set_service_price
from toonbank.ledger.fitting import fitting
from toonbank.ledger.models import Ticket
from toonbank.lib.errors import ToonbankError
from toonbank.metrics.ask import Asked
from toonbank.shops.models import Shop

DAYS = ("2009-01-15", "2024-02-29", "2026-06-30", "2026-11-01", "2026-11-22")
NAMES = ("glass", "case", "help", "unknown")
Key = tuple[str, str, str | None]

day = st.sampled_from([2009_01_15, 2024_02_29, 2026_06_30, 2026_11_01, 2026_11_20])
start = st.one_of(st.just(ALWAYS), day)
of_year = st.sampled_from([101, 115, 228, 229, 301, 630, 1031, 1101, 1231])
season = st.one_of(st.none(), st.tuples(of_year, of_year))
services = st.sets(st.sampled_from(["repair", "pick-up"]))
headroom = st.sampled_from([None, 10, 25, 100])
act = st.one_of(
    st.tuples(st.just("rule"), start, services, season, headroom),
    st.tuples(st.just("price"), start, st.sampled_from([500, 2000, 9000])),
    st.tuples(st.just("job"), start, st.sampled_from(["repair", "pick-up"]), st.sampled_from([None, 9000])),
    st.tuples(st.just("archive"), day),
    st.tuples(st.just("restore"), day),
    st.tuples(st.just("merge"), st.sampled_from(NAMES)),
    st.tuples(st.just("list")),
)
PRICES_THAT_CHANGE = [
    ("rule", ALWAYS, set[str](), (1101, 630), 25),
    ("price", ALWAYS, 9000),
    ("price", 2024_02_29, 500),
    ("price", 2026_06_30, 9000),
    ("job", 2026_06_30, "repair", 9000),
    ("job", 2026_11_01, "repair", None),
]


@pytest.fixture
def visits(world: World) -> World:
    """On every day one visit of each service, and one without; each offers another add-on or two."""
    (world.addons["unknown"],) = create_many(world.shop, [NewAddon("Unknown", listed=False)])
    for at, text in enumerate(DAYS):
        for of_service, name in enumerate(("repair", "pick-up", None)):
            offers = [world.offer(NAMES[(at + of_service + more) % 4], "declined") for more in (0, 2)]
            service = world.services[name].pk if name else None
            started = datetime.fromisoformat(f"{text}T12:00:00").replace(tzinfo=UTC)
            world.log(*offers[: 1 + at % 2], service_type=service, started_at=started)
    return world


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), act), max_size=8))
@example([("case", one) for one in PRICES_THAT_CHANGE])
def test_what_is_counted_is_what_is_explained(visits: World, acts: list[tuple[str, tuple[Any, ...]]]) -> None:
    with transaction.atomic():
        for name, wanted in acts:
            do(visits, Addon.objects.get(pk=visits.addons[name].pk), *wanted)
        snapshot._kept.clear()
        shop = Shop.objects.get(pk=visits.shop.pk)
        assert counted(shop) == explained(shop)
        assert wrongly_written(shop) == []
        transaction.set_rollback(True)


def do(world: World, addon: Addon, verb: str, *terms: Any) -> None:
    if verb == "rule":
        first, named, of_season, share = terms
        set_rule(addon, [world.services[one] for one in named], first, season=of_season, headroom=share)
    elif verb == "price":
        set_price(addon, terms[1], None, terms[0])
    elif verb == "job":
        set_service_price(world.services[terms[1]], terms[2], terms[0])
    elif verb in ("archive", "restore"):
        (archive if verb == "archive" else restore)(addon, terms[0])
    else:
        try:
            other = verb == "merge" and Addon.objects.get(pk=world.addons[terms[0]].pk)
            merge(addon, other, NOW) if other else put_on_list(addon)
        except ToonbankError:
            # With itself, in a circle, into a name that waits: refused, and nothing changed.
            pass


def counted(shop: Shop) -> tuple[Counter[Key], Counter[Key]]:
    """Eligible tickets, and those of them on which it was offered."""
    asked = Asked(("suggestion_rate",), ("addon", "day", "service_type"))
    eligible, offered = Counter[Key](), Counter[Key]()
    for row in asked.answer([shop], NOW).rows:
        key = tuple(row.labels.values())
        eligible[key] += row.values["suggestion_rate"].tries or 0
        offered[key] += row.values["suggestion_rate"].hits
    return +eligible, +offered


def explained(shop: Shop) -> tuple[Counter[Key], Counter[Key]]:
    eligible, offered = Counter[Key](), Counter[Key]()
    for ticket in Ticket.objects.filter(shop=shop).select_related("service_type"):
        text = f"{ticket.day // 10000}-{ticket.day // 100 % 100:02}-{ticket.day % 100:02}"
        service = ticket.service_type.name if ticket.service_type else None
        for one in fitting(shop, ticket):
            key = (one.addon.name, text, service)
            eligible[key] += one.fits
            offered[key] += one.fits and one.offered
    return +eligible, +offered
