"""Making what a file names and the shop does not have yet."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from toonbank.catalog import aliases
from toonbank.catalog.addons import NewAddon, create_many
from toonbank.catalog.models import Addon, Kind
from toonbank.catalog.names import AddonName
from toonbank.catalog.prices import NewPrice, set_prices
from toonbank.catalog.scripts import set_script
from toonbank.catalog.services import add_service_types
from toonbank.doors.files.drafts import OfferDraft, TicketDraft
from toonbank.doors.files.moments import business_day_of, instant
from toonbank.doors.files.names import Names, spelling
from toonbank.lib.errors import Refused
from toonbank.lib.problems import Problems
from toonbank.shops.models import Shop
from toonbank.shops.people import hire_many

Priced = tuple[TicketDraft, OfferDraft]


@dataclass(frozen=True)
class Arrivals:
    """New names in the order of the file, with the kind and the first price of each new add-on."""

    names: Names
    kinds: dict[str, str]
    prices: dict[str, list[Priced]]
    listed: bool = True


def arrivals(names: Names, tickets: list[TicketDraft], problems: Problems, listed: bool = True) -> Arrivals:
    """`listed`: new add-ons go on the list, or wait until somebody says what they are."""
    found = Arrivals(names, {}, {}, listed)
    for ticket in tickets:
        for offer in ticket.offers:
            if offer.addon.key in names.addons:
                _note_kind(found.kinds, offer, problems)
                if offer.unit_price is not None:
                    found.prices.setdefault(offer.addon.key, []).append((ticket, offer))
    return found


def create(shop: Shop, found: Arrivals) -> None:
    """Inside a transaction that also takes the tickets in."""
    hire_many(shop, [spelling(use.name) for use in found.names.employees.values()])
    add_service_types(shop, [spelling(use.name) for use in found.names.service_types.values()])
    addons = create_many(shop, _new_addons(found))
    set_prices(shop, [_first_price(shop, addon, found.prices[addon.key]) for addon in addons
                      if addon.key in found.prices])  # fmt: skip
    by_key = aliases.resolve(shop)
    for (addon, _wording), use in found.names.scripts.items():
        # Known without being in force: the file says itself where it was used.
        set_script(by_key[addon], spelling(use.name), valid_from=None)


def free(found: Arrivals, addon: str) -> bool:
    """A new add-on that never costs anything in the file."""
    return all(offer.unit_price == 0 for _ticket, offer in found.prices[addon])


def _note_kind(kinds: dict[str, str], offer: OfferDraft, problems: Problems) -> None:
    if offer.kind and kinds.setdefault(offer.addon.key, offer.kind) != offer.kind:
        message = _("This new add-on is also called {other} in the file.")
        problems.add(offer.line, "kind", Refused("kind_contradicts", message, other=kinds[offer.addon.key]))


def _new_addons(found: Arrivals) -> list[NewAddon]:
    names = [(key, use.name) for key, use in found.names.addons.items()]
    return [
        NewAddon(*_parts(name), found.kinds.get(key, Kind.CROSS_SELL.value), listed=found.listed)
        for key, name in names
    ]


def _parts(name: AddonName) -> tuple[str, str, str]:
    return name.category, name.variant, name.detail


def _first_price(shop: Shop, addon: Addon, priced: list[Priced]) -> NewPrice:
    """An estimate: what it cost the first time; a file knows prices of sales, not the price list."""
    ticket, offer = min(priced, key=lambda pair: (instant(shop, pair[0]), pair[1].line))
    price, day = offer.unit_price or 0, business_day_of(shop, ticket)
    return NewPrice(addon, price, offer.unit_cost, day, free=price == 0, estimated=True)
