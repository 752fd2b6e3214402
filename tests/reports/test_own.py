"""Own numbers: right, of four weeks, and nothing from which a colleague's could be worked out."""

from datetime import timedelta

import pytest

from tests.world import NOW, World
from toonbank.reports.own import Own, own
from toonbank.shops.models import Employee
from toonbank.shops.people import hire

DAY = timedelta(days=1)


@pytest.fixture
def kim(world: World) -> Employee:
    return hire(world.shop, "Kim")


def log(world: World, who: Employee, bought: int, declined: int, ago: int = 0, addon: str = "glass") -> None:
    for number in range(bought + declined):
        offer = world.offer(addon, "bought" if number < bought else "declined")
        world.log(offer, employee=who.pk, started_at=NOW - ago * DAY)


def told(found: Own, name: str) -> tuple[int, int | None, float | None]:
    number = next(one for one in found.numbers if one.own.metric.key == name)
    return number.own.hits, number.own.tries, number.shop


def test_only_what_is_ones_own_of_four_weeks(world: World) -> None:
    sam, robin = world.employees["sam"], world.employees["robin"]
    log(world, sam, 2, 4)
    log(world, sam, 1, 0, ago=27)
    log(world, sam, 5, 0, ago=28)
    log(world, robin, 9, 1)
    found = own(sam, NOW)
    assert (found.period.first.isoformat(), found.period.last.isoformat()) == ("2026-10-26", "2026-11-22")
    assert told(found, "attach_rate") == (3, 7, None)
    # Three glasses at 16 euro profit each, on seven tickets.
    assert told(found, "profit_per_ticket") == (4800, 7, None)


def test_the_average_needs_three_people_with_five_each(world: World, kim: Employee) -> None:
    sam, robin = world.employees["sam"], world.employees["robin"]
    log(world, sam, 2, 4)
    log(world, robin, 5, 0)
    log(world, kim, 1, 3)
    assert told(own(sam, NOW), "attach_rate") == (2, 6, None)
    log(world, kim, 0, 1)
    # 8 of 16
    assert told(own(sam, NOW), "attach_rate") == (2, 6, 0.5)


def test_the_average_is_rounded(world: World, kim: Employee) -> None:
    for who, bought in ((world.employees["sam"], 1), (world.employees["robin"], 2), (kim, 2)):
        log(world, who, bought, 6 - bought)
    found = own(kim, NOW)
    # 5 of 18; 80 euro on 18 tickets is 4.44.
    assert [told(found, name)[2] for name in ("attach_rate", "profit_per_ticket")] == [0.28, 440]


def test_somebody_without_five_is_not_in_the_average(world: World, kim: Employee) -> None:
    noor = hire(world.shop, "Noor")
    for who in (world.employees["sam"], world.employees["robin"], kim):
        log(world, who, 1, 4)
    log(world, noor, 4, 0)
    assert told(own(kim, NOW), "attach_rate")[2] == 0.2


def test_nothing_logged_is_nothing_shown(world: World) -> None:
    log(world, world.employees["robin"], 1, 1)
    found = own(world.employees["sam"], NOW)
    assert (found.numbers, found.tip) == ((), None)


def test_the_tip_is_what_sells_and_one_rarely_offers(world: World) -> None:
    sam, robin = world.employees["sam"], world.employees["robin"]
    log(world, robin, 10, 10, addon="glass")
    log(world, robin, 12, 8, addon="case")
    log(world, robin, 20, 0, addon="cable")
    log(world, sam, 0, 9, addon="help")
    assert own(sam, NOW).tip is None
    log(world, sam, 1, 0, addon="case")
    found = own(sam, NOW).tip
    # Case and glass: both sell at 16 euro profit, the case more often; the cable's cost is not known.
    assert found is not None
    assert (found.addon, found.offered, found.fitting) == ("Case · iPhone 14 · clear", 1, 10)
    assert "Case · iPhone 14 · clear" in found.sentence()


def test_no_tip_for_who_offers_everything(world: World) -> None:
    sam, robin = world.employees["sam"], world.employees["robin"]
    log(world, robin, 20, 0, addon="case")
    log(world, sam, 0, 10, addon="case")
    assert own(sam, NOW).tip is None
