"""What an add-on costs from a day on; the past keeps the price of its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from toonbank.catalog.days import checked_day
from toonbank.catalog.history import noted
from toonbank.catalog.models import ALWAYS, Addon, Price
from toonbank.catalog.notices import Notice
from toonbank.catalog.rules import write_out_dear
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing

# Ninety-nine of them still fit a 32-bit column, in which PostgreSQL multiplies.
MAX_UNIT = 100_000_00


@dataclass(frozen=True)
class NewPrice:
    addon: Addon
    unit_price: int
    unit_cost: int | None = None
    valid_from: int = ALWAYS
    free: bool = False
    estimated: bool = False


class Priced(NamedTuple):
    price: Price
    notices: list[Notice]


def set_price(
    addon: Addon,
    unit_price: int,
    unit_cost: int | None = None,
    valid_from: int = ALWAYS,
    free: bool = False,
    estimated: bool = False,
) -> Priced:
    """Cents; a cost of None is unknown, not nothing. The same day again replaces that day's price."""
    wanted = NewPrice(addon, unit_price, unit_cost, valid_from, free, estimated)
    return set_prices(addon.shop, [wanted])[0]


def set_prices(shop: Shop, wanted: Iterable[NewPrice]) -> list[Priced]:
    """All of them or, when one is wrong, none."""
    checked = [checked_price(one) for one in wanted]
    with changing(shop):
        stored = [Priced(_store(one), _notices(one)) for one in checked]
        write_out_dear(shop)
    return stored


def checked_price(wanted: NewPrice) -> NewPrice:
    """The same, when it can be; refuses what cannot."""
    checked_day(wanted.valid_from)
    _amount(wanted.unit_price, "unit_price")
    if wanted.unit_cost is not None:
        _amount(wanted.unit_cost, "unit_cost")
    if wanted.unit_price == 0 and not wanted.free:
        message = _("A price of 0 is only right for something free: say so.")
        raise Refused("price_zero", message, field="unit_price")
    if wanted.unit_price > 0 and wanted.free:
        raise Refused("price_not_free", _("Something free has the price 0."), field="unit_price")
    return wanted


def _amount(cents: object, field: str) -> None:
    # Refuses floats on purpose: NaN and 1e308 are floats, cents never are.
    if isinstance(cents, bool) or not isinstance(cents, int) or not 0 <= cents <= MAX_UNIT:
        raise Refused("price_invalid", _("Fill in an amount from 0 to 100,000."), field=field)


def _store(wanted: NewPrice) -> Price:
    values = {
        "unit_price": wanted.unit_price,
        "unit_cost": wanted.unit_cost,
        "free": wanted.free,
        "estimated": wanted.estimated,
    }
    # What held on that day until now: the same day's row, or the one it follows.
    earlier = Price.objects.filter(addon=wanted.addon, valid_from__lte=wanted.valid_from)
    before = earlier.order_by("-valid_from").values(*values).first()
    price, _created = Price.objects.update_or_create(
        addon=wanted.addon, valid_from=wanted.valid_from, defaults=values
    )
    after = {"valid_from": wanted.valid_from, **values}
    noted(wanted.addon.shop, "price_set", wanted.addon, before=before, after=after)
    return price


def _notices(wanted: NewPrice) -> list[Notice]:
    if wanted.unit_cost is None:
        return [Notice("cost_unknown", _("Without a cost this add-on has no profit in the numbers."))]
    if wanted.unit_cost > wanted.unit_price:
        return [Notice("cost_above_price", _("The cost is higher than the price: every sale loses money."))]
    return []
