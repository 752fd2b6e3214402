"""Prices from a day on."""

from typing import Any

import pytest

from toonbank.catalog.addons import create_addon
from toonbank.catalog.facts import PriceOfDay
from toonbank.catalog.models import ALWAYS, Price
from toonbank.catalog.prices import NewPrice, set_price, set_prices
from toonbank.catalog.snapshot import catalog_of
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop


def test_the_past_keeps_its_price(shop: Shop) -> None:
    addon = create_addon(shop, "Case")
    set_price(addon, 1500, 400)
    set_price(addon, 1700, 400, 2026_11_21)
    facts = catalog_of(shop).addons[addon.pk]
    assert facts.price(2026_11_20) == PriceOfDay(ALWAYS, 1500, 400)
    assert facts.price(2026_11_21) == PriceOfDay(2026_11_21, 1700, 400)


def test_the_same_day_again_replaces(shop: Shop) -> None:
    addon = create_addon(shop, "Case")
    set_price(addon, 1500, 400, 2026_11_21, estimated=True)
    set_price(addon, 1600, None, 2026_11_21)
    found = Price.objects.values_list("valid_from", "unit_price", "unit_cost", "estimated", "free")
    assert list(found) == [(2026_11_21, 1600, None, False, False)]


@pytest.mark.parametrize(
    ("price", "cost", "free", "codes"),
    [
        (1500, 400, False, []),
        (1500, 1500, False, []),
        (1500, 1501, False, ["cost_above_price"]),
        (1500, None, False, ["cost_unknown"]),
        (1500, 0, False, []),
        (0, 200, True, ["cost_above_price"]),
    ],
)
def test_notices(shop: Shop, price: int, cost: int | None, free: bool, codes: list[str]) -> None:
    notices = set_price(create_addon(shop, "Case"), price, cost, free=free).notices
    assert [notice.code for notice in notices] == codes


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"unit_price": -1}, "unit_price", "price_invalid"),
        ({"unit_price": 0}, "unit_price", "price_zero"),
        ({"unit_price": 1500, "free": True}, "unit_price", "price_not_free"),
        ({"unit_price": 1e308}, "unit_price", "price_invalid"),
        ({"unit_price": float("nan")}, "unit_price", "price_invalid"),
        ({"unit_price": float("inf")}, "unit_price", "price_invalid"),
        ({"unit_price": "12,5,0"}, "unit_price", "price_invalid"),
        ({"unit_price": True}, "unit_price", "price_invalid"),
        ({"unit_price": 100_000_01}, "unit_price", "price_invalid"),
        ({"unit_cost": -1}, "unit_cost", "price_invalid"),
        ({"unit_cost": 10**12}, "unit_cost", "price_invalid"),
        ({"valid_from": 2026_13_01}, "valid_from", "day_invalid"),
    ],
)
def test_wrong_prices_are_refused(shop: Shop, wrong: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        set_price(create_addon(shop, "Case"), **{"unit_price": 1500, **wrong})
    assert (refused.value.field, refused.value.code, Price.objects.count()) == (field, code, 0)


def test_many_are_all_or_nothing(shop: Shop) -> None:
    case, cable = create_addon(shop, "Case"), create_addon(shop, "Cable")
    with pytest.raises(Refused):
        set_prices(shop, [NewPrice(case, 1500), NewPrice(cable, -1)])
    assert Price.objects.count() == 0
    priced = set_prices(shop, [NewPrice(case, 1500), NewPrice(cable, 900, 300)])
    assert [one.price.unit_price for one in priced] == [1500, 900]
