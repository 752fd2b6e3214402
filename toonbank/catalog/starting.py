"""A list made in one go: service types, and add-ons with all that is known about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toonbank.catalog.addons import NewAddon, create_many
from toonbank.catalog.bundles import set_contents
from toonbank.catalog.details import set_details
from toonbank.catalog.models import Addon, Kind, ServiceType
from toonbank.catalog.names import AddonName
from toonbank.catalog.prices import NewPrice, set_prices
from toonbank.catalog.rules import set_rule
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import add_service_types, set_service_price
from toonbank.catalog.year import Season
from toonbank.lib.money import Cents
from toonbank.shops.models import Shop
from toonbank.shops.versions import changing


@dataclass(frozen=True)
class FirstService:
    name: str
    price: Cents | None = None


@dataclass(frozen=True)
class FirstAddon:
    """`better_than` and `parts` are keys of names: of this list or of what the shop has already."""

    name: AddonName
    kind: str = Kind.CROSS_SELL
    price: Cents | None = None
    cost: Cents | None = None
    estimated: bool = False
    script: str = ""
    service_types: tuple[ServiceType, ...] = ()
    season: Season | None = None
    season_name: str = ""
    better_than: str = ""
    better_than_service: ServiceType | None = None
    parts: tuple[str, ...] = ()


def start_services(shop: Shop, wanted: Sequence[FirstService]) -> list[ServiceType]:
    """All of them or, when one is taken or wrong, none."""
    with changing(shop):
        made = add_service_types(shop, [one.name for one in wanted])
        for service, one in zip(made, wanted, strict=True):
            if one.price is not None:
                set_service_price(service, one.price)
    return made


def start_addons(shop: Shop, wanted: Sequence[FirstAddon]) -> list[Addon]:
    """In the order given, valid always; all of them or, when one is taken or wrong, none."""
    with changing(shop):
        made = create_many(shop, [_new(one) for one in wanted])
        pairs = list(zip(made, wanted, strict=True))
        set_prices(shop, _prices(pairs))
        known = {addon.key: addon for addon in Addon.objects.filter(shop=shop, listed=True, counts_as=None)}
        for addon, one in pairs:
            _complete(addon, one, known)
    return made


def _new(one: FirstAddon) -> NewAddon:
    name = one.name
    return NewAddon(name.category, name.variant, name.detail, one.kind, one.season_name)


def _prices(pairs: Iterable[tuple[Addon, FirstAddon]]) -> list[NewPrice]:
    return [
        NewPrice(addon, one.price, one.cost, free=one.price == 0, estimated=one.estimated)
        for addon, one in pairs
        if one.price is not None
    ]


def _complete(addon: Addon, one: FirstAddon, known: dict[str, Addon]) -> None:
    if one.script:
        set_script(addon, one.script)
    if one.service_types or one.season:
        set_rule(addon, one.service_types, season=one.season)
    better_than = known.get(one.better_than)
    if better_than or one.better_than_service:
        service = None if better_than else one.better_than_service
        set_details(addon, upgrade_of_service=service, upgrade_of_addon=better_than)
    parts = [(known[key], 1) for key in one.parts if key in known]
    # A part that was left out leaves no bundle to speak of.
    if len(parts) > 1 and len(parts) == len(one.parts):
        set_contents(addon, parts)
