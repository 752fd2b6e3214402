"""Names that are probably one thing, found in what was logged."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.metrics.worlds import NOW, Place, place
from toonbank.catalog.addons import NewAddon, create_many
from toonbank.catalog.different import tell_apart
from toonbank.catalog.merges import merge
from toonbank.catalog.models import Addon, Change, NotTheSame
from toonbank.catalog.prices import set_price
from toonbank.ledger.spellings import NamesToSettle, names_to_settle, tickets_with_both
from toonbank.lib.errors import Refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture
def garage() -> Place:
    """Wipers under three names, one of them only in a file; a filter beside each of them."""
    shop = place(
        "Garage", ["Sam"], ["Check", "Tyres"], ["Front wipers", "Wiper install", "Air filter", "wipers"]
    )
    for name, price in (("Front wipers", 2500), ("Wiper install", 2500), ("Air filter", 1900)):
        set_price(shop.addons[name], price, 900)
    Addon.objects.filter(pk=shop.addons["wipers"].pk).update(listed=False)
    for number in range(150):
        name = ("Front wipers", "Wiper install", "wipers")[number % 3]
        lines = [shop.line(name, unit_price=2500), *([shop.line("Air filter")] if number % 2 else [])]
        lines = lines if number % 4 else lines[1:]
        shop.log(DAY + timedelta(days=number % 10), *lines, service_type="Check")
    for number in range(30):
        shop.log(DAY + timedelta(days=number % 10), service_type="Tyres")
    return shop.record()


def pairs(found: NamesToSettle) -> list[tuple[str, str]]:
    return [(one.addon.name, one.into.name) for one in found.look_alikes]


def test_what_waits_and_what_looks_alike(garage: Place) -> None:
    found = names_to_settle(garage.shop)
    (waiting,) = found.waiting
    assert (waiting.addon, waiting.tickets) == (garage.addons["wipers"], 38)
    assert (waiting.first_day, waiting.last_day) == (20261102, 20261111)
    assert {one.into.name for one in waiting.proposals} == {"Front wipers", "Wiper install"}
    assert pairs(found) == [("Wiper install", "Front wipers")]
    best = found.look_alikes[0]
    assert (best.together, best.price, best.score > 0.5) == (0, 1.0, True)
    assert best.expected == pytest.approx(best.expected)


def test_as_json(garage: Place) -> None:
    answer = names_to_settle(garage.shop).as_json()
    (waiting,), (alike,) = answer["unmatched"], answer["look_alikes"]
    assert (waiting["name"], waiting["first_day"], waiting["last_day"]) == (
        "wipers",
        "2026-11-02",
        "2026-11-11",
    )
    assert set(alike) == {"addon", "into", "score", "text", "services", "price", "expected", "together"}
    assert alike["into"] == {"id": garage.addons["Front wipers"].pk, "name": "Front wipers"}


def test_two_things_are_not_proposed_again(garage: Place) -> None:
    one, other = garage.addons["Wiper install"], garage.addons["Front wipers"]
    tell_apart(one, other, NOW)
    tell_apart(other, one, NOW)
    assert (pairs(names_to_settle(garage.shop)), NotTheSame.objects.count()) == ([], 1)
    assert Change.objects.filter(code="names_told_apart").count() == 1
    with pytest.raises(Refused):
        tell_apart(one, one, NOW)


def test_what_was_merged_is_settled(garage: Place) -> None:
    merge(garage.addons["wipers"], garage.addons["Front wipers"], NOW)
    found = names_to_settle(garage.shop)
    assert (found.waiting, pairs(found)) == ((), [("Wiper install", "Front wipers")])


def test_often_together_are_two_things(garage: Place) -> None:
    for number in range(60):
        both = [garage.line(name, unit_price=2500) for name in ("Front wipers", "Wiper install")]
        garage.log(DAY + timedelta(days=number % 10), *both, service_type="Check")
    again = Place(garage.shop, garage.employees, garage.services, garage.addons, garage.logged[-60:])
    again.record()
    assert ("Front wipers", "Wiper install") not in pairs(names_to_settle(garage.shop))
    ids = [{garage.addons[name].pk} for name in ("Front wipers", "Wiper install")]
    assert tickets_with_both(garage.shop, *ids) == 60


@pytest.mark.parametrize("more", [0, 30])
def test_it_costs_the_same_statements_for_more_names(
    garage: Place, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    create_many(garage.shop, [NewAddon(f"Thing {number}", listed=False) for number in range(more)])
    with django_assert_num_queries(6):
        assert len(names_to_settle(garage.shop).waiting) == 1 + more


def test_a_shop_without_anything() -> None:
    empty = place("Empty", [], [], [])
    assert names_to_settle(empty.shop) == NamesToSettle((), ())
