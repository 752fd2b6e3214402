"""Which add-ons fitted a visit, and why the others did not: by the rules of its own day."""

from collections.abc import Iterable
from dataclasses import dataclass

from toonbank.catalog.explain import Why, why
from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import catalog_of
from toonbank.ledger.models import Ticket
from toonbank.shops.models import Shop


@dataclass(frozen=True)
class Fitting:
    """`offered`: staff offered it on this ticket, under whichever of its names."""

    addon: AddonFacts
    why: Why
    offered: bool


def fitting(shop: Shop, ticket: Ticket) -> list[Fitting]:
    """Every add-on that was ever on the list, what fits first; the eligible tickets count the same."""
    addons = catalog_of(shop).addons.values()
    offered = set(ticket.offers.filter(offered=1).values_list("addon", flat=True))
    found = []
    for addon in addons:
        if addon.root == addon.id and addon.listed:
            group = [one for one in addons if one.root == addon.id]
            reason = _best(group, ticket)
            found.append(Fitting(addon, reason, any(one.id in offered for one in group)))
    return sorted(found, key=lambda one: (not one.why.fits, one.addon.name))


def _best(group: Iterable[AddonFacts], ticket: Ticket) -> Why:
    """Merged names fit wherever one of them does."""
    reasons = [why(one, ticket.service_type_id, ticket.day) for one in group]
    return next((one for one in reasons if one.fits), reasons[0])
