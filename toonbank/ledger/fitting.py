"""Which add-ons fitted a visit, and why the others did not: by the rules of its own day."""

from collections.abc import Iterator
from dataclasses import dataclass

from toonbank.catalog.explain import FITS_AS, RIVAL, Why, fits, hints, why
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import Catalog, catalog_of
from toonbank.ledger.models import Ticket
from toonbank.shops.models import Shop


@dataclass(frozen=True)
class Fitting:
    """`why`: why it fits, or all that was in the way. `hints` guide the counter and change no number; there
    are none for what was neither fitting nor offered. `offered`: by staff, under whichever of its names."""

    addon: AddonFacts
    why: list[Why]
    hints: list[Why]
    offered: bool

    @property
    def fits(self) -> bool:
        return self.why[0].fits


def fitting(shop: Shop, ticket: Ticket) -> list[Fitting]:
    """Every add-on that was ever on the list or stands on the ticket, what fits first; the eligible tickets
    count the same."""
    catalog = catalog_of(shop)
    offers = list(ticket.offers.values_list("addon", "offered", "bought"))
    offered = {catalog.addons[pk].root for pk, offered, _bought in offers if offered}
    bought = {catalog.addons[pk].root for pk, _offered, bought in offers if bought}
    rivals = catalog.rivals(ticket.day)
    found = []
    for root, group in catalog.groups.items():
        if any(one.listed for one in group) or root in offered | bought:
            reasons = _why(group, ticket)
            wanted = reasons[0].fits or root in offered
            guide = _hints(catalog, root, ticket, rivals.get(root, set()) & bought) if wanted else ()
            found.append(Fitting(catalog.addons[root], reasons, list(guide), root in offered))
    return sorted(found, key=lambda one: (not one.fits, one.addon.name))


def _why(group: list[AddonFacts], ticket: Ticket) -> list[Why]:
    """Merged names fit wherever one of them does."""
    root, *spellings = group
    found = why(root, ticket.service_type_id, ticket.day)
    if not found[0].fits:
        for one in spellings:
            if fits(one, ticket.service_type_id, ticket.day):
                return [Why(FITS_AS, None, {"name": one.name})]
    return found


def _hints(catalog: Catalog, root: int, ticket: Ticket, bought: set[int]) -> Iterator[Why]:
    yield from hints(catalog.addons[root], ticket.service_type_id, ticket.day)
    yield from (Why(RIVAL, None, {"name": catalog.addons[pk].name}) for pk in sorted(bought))
