"""A price that begins in the past: shown first, changed when asked, nothing overwritten."""

from datetime import UTC, datetime

import pytest

from tests.world import NOW, World, uuid
from toonbank.catalog.models import Change
from toonbank.catalog.prices import NewPrice, set_price
from toonbank.ledger.check import Tally, differences
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.ledger.reprice import Preview, Sums, preview, set_price_and_reprice
from toonbank.lib.errors import Refused
from toonbank.metrics.ask import Asked
from toonbank.shops.models import Shop

EARLY = datetime(2026, 11, 10, 10, 0, tzinfo=UTC)


def wanted(world: World, price: int = 3000, cost: int | None = 1000, day: int = 2026_11_15) -> NewPrice:
    return NewPrice(world.addons["case"], price, cost, day)


def logged(world: World) -> None:
    """One before the day; after it: two pieces on one ticket, a refusal, and one at a price of its own."""
    world.log(world.offer("case", "bought"), uuid=uuid(1), started_at=EARLY)
    world.log(world.offer("case", "bought", quantity=2), world.offer("glass", "declined"), uuid=uuid(2))
    world.log(world.offer("case", "declined"), uuid=uuid(3))
    world.log(world.offer("case", "bought", unit_price=2000, unit_cost=500), uuid=uuid(4))


def revenue(world: World) -> int:
    shop = Shop.objects.get(pk=world.shop.pk)
    return Asked(("revenue",)).answer([shop], NOW).only["revenue"].hits


def test_what_would_change_is_told_and_nothing_changes(world: World) -> None:
    logged(world)
    before = revenue(world)
    assert preview(wanted(world)) == Preview(2, 0, Sums(5000, 3200), Sums(6000, 4000))
    assert (revenue(world), Entry.objects.count()) == (before, 4)


def test_priced_anew_each_ticket_keeps_its_old_version(world: World) -> None:
    logged(world)
    _priced, count = set_price_and_reprice(world.seat("manager"), wanted(world), NOW)
    assert count == 2
    prices = dict(Offer.objects.filter(addon=world.addons["case"]).values_list("ticket__uuid", "unit_price"))
    assert prices == {uuid(1): 2500, uuid(2): 3000, uuid(3): 3000, uuid(4): 2000}
    assert revenue(world) == 2500 + 6000 + 2000
    assert [Ticket.objects.get(uuid=uuid(number)).revision for number in (1, 2, 3, 4)] == [1, 2, 2, 1]
    assert list(differences(Tally())) == []
    newest = Change.objects.filter(shop=world.shop).first()
    assert newest is not None
    assert (newest.code, newest.after["tickets"]) == ("tickets_repriced", 2)


def test_again_it_changes_nothing(world: World) -> None:
    logged(world)
    set_price_and_reprice(world.seat("manager"), wanted(world), NOW)
    entries = Entry.objects.count()
    assert preview(wanted(world)).tickets == 0
    assert set_price_and_reprice(world.seat("manager"), wanted(world), NOW)[1] == 0
    assert Entry.objects.count() == entries


def test_only_until_the_next_price(world: World) -> None:
    logged(world)
    set_price(world.addons["case"], 2600, 900, 2026_11_20)
    assert preview(wanted(world)).tickets == 0


def test_a_price_nobody_knew_is_filled_in(world: World) -> None:
    world.log(world.offer("cable", "bought"), uuid=uuid(5))
    cable = NewPrice(world.addons["cable"], 1200, 300)
    assert preview(cable) == Preview(1, 0, Sums(1200, 0), Sums(1200, 900))
    set_price_and_reprice(world.seat("manager"), cable, NOW)
    assert Ticket.objects.get(uuid=uuid(5)).cost_known == 1


def test_a_discount_above_the_new_price_is_left_alone(world: World) -> None:
    world.log(world.offer("case", "bought", discount=2000), uuid=uuid(6))
    found = preview(wanted(world, 1500, 500))
    assert (found.tickets, found.left_alone) == (0, 1)
    assert set_price_and_reprice(world.seat("manager"), wanted(world, 1500, 500), NOW)[1] == 0


def test_a_wrong_price_changes_nothing_at_all(world: World) -> None:
    logged(world)
    with pytest.raises(Refused):
        set_price_and_reprice(world.seat("manager"), wanted(world, 0), NOW)
    assert Entry.objects.count() == 4


def test_a_voided_ticket_stays_as_it_is(world: World) -> None:
    world.log(world.offer("case", "bought"), uuid=uuid(7))
    world.log(world.offer("case", "bought"), uuid=uuid(7), revision=2, status="void")
    assert preview(wanted(world)).tickets == 0


def test_on_the_screen_it_asks_first(world: World) -> None:
    logged(world)
    client, address = world.client("manager"), f"/utrecht/catalog/{world.addons['case'].pk}/price/"
    form = {"unit_price": "30", "unit_cost": "10", "valid_from": "2026-11-15"}
    page = client.post(address, form, headers={"accept-language": "en"}).content.decode()
    assert "2 tickets since then were counted with another price or cost." in page
    assert (Entry.objects.count(), world.addons["case"].prices.count()) == (4, 1)
    client.post(address, {**form, "decision": "today"})
    assert (Entry.objects.count(), world.addons["case"].prices.count()) == (4, 2)
    assert not world.addons["case"].prices.filter(valid_from=2026_11_15).exists()
    client.post(address, {**form, "decision": "reprice"})
    assert Entry.objects.count() == 6
