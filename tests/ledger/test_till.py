"""Receipts of the till, as somebody counted them."""

import pytest

from tests.world import NOW, World
from toonbank.ledger.models import TillCount
from toonbank.ledger.till import counted_days, set_till_count
from toonbank.lib.errors import Refused


def test_counted_and_corrected(world: World) -> None:
    set_till_count(world.seat("manager"), 20261121, 14, NOW)
    set_till_count(world.seat("owner"), 20261121, 15, NOW)
    set_till_count(world.seat("owner"), 20261122, 0, NOW)
    assert counted_days(world.shop.pk, 20261101, 20261130) == {20261121: 15, 20261122: 0}
    assert counted_days(world.neighbour.pk, 20261101, 20261130) == {}
    assert TillCount.objects.get(day=20261121).counted_by == world.members["owner"]


@pytest.mark.parametrize("receipts", [-1, 10_001, 1.5, True, "12", None])
def test_what_is_no_count(world: World, receipts: object) -> None:
    with pytest.raises(Refused):
        set_till_count(world.seat("owner"), 20261121, receipts, NOW)  # type: ignore[arg-type]
    assert not TillCount.objects.exists()


def test_a_day_to_come_is_not_counted(world: World) -> None:
    with pytest.raises(Refused) as refused:
        set_till_count(world.seat("owner"), 20261123, 3, NOW)
    assert (refused.value.code, TillCount.objects.count()) == ("day_to_come", 0)
