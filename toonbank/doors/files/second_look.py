"""What a file may say but deserves a second look, and the one price a file may not say."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.notices import Notice
from toonbank.doors.files.arrivals import Arrivals, free
from toonbank.doors.files.drafts import OfferDraft, TicketDraft
from toonbank.doors.files.moments import business_day_of, skipped
from toonbank.doors.files.names import Known, look_alikes, spelling
from toonbank.lib import private
from toonbank.lib.errors import Refused
from toonbank.lib.problems import Problems
from toonbank.shops.models import Shop


def refuse_zero_prices(
    shop: Shop, tickets: list[TicketDraft], addons: dict[str, AddonFacts], new: Arrivals, problems: Problems
) -> None:
    """A price of 0 is right for what is free in the catalogue, or new and free all through the file."""
    message = _("A price of 0 is only right for something free; leave an unknown price empty.")
    for ticket, offer in _offers(tickets):
        if offer.unit_price == 0 and not _is_free(shop, ticket, offer, addons, new):
            problems.add(offer.line, "unit_price", Refused("price_zero", message))


def notices(
    shop: Shop, tickets: list[TicketDraft], addons: dict[str, AddonFacts], known: Known, new: Arrivals
) -> Iterator[Notice]:
    yield from _by_line(shop, tickets, known)
    yield from _other_kinds(tickets, addons)
    yield from _new_names(known, new)


def _by_line(shop: Shop, tickets: list[TicketDraft], known: Known) -> Iterator[Notice]:
    if moved := [ticket.line for ticket in tickets if skipped(shop, ticket)]:
        message = _("Line {line}: that night the clock skipped this hour; the time is moved on. ({count}×)")
        yield Notice("time_skipped", message, {"line": moved[0], "count": len(moved)})
    if losing := [offer.line for _ticket, offer in _offers(tickets) if _loses(offer)]:
        message = _("Line {line}: the cost is higher than the price. ({count}×)")
        yield Notice("cost_above_price", message, {"line": losing[0], "count": len(losing)})
    if double := [ticket.line for ticket in tickets if _has_double(ticket, known)]:
        message = _("Line {line}: an add-on is on this ticket twice and counts once. ({count}×)")
        yield Notice("offer_twice", message, {"line": double[0], "count": len(double)})


def _new_names(known: Known, new: Arrivals) -> Iterator[Notice]:
    for name, near in look_alikes(new.names, known):
        message = _("“{name}” is new and looks like “{near}”.")
        yield Notice("looks_alike", message, {"name": name, "near": near})
    for use in new.names.employees.values():
        if " " in spelling(use.name) and private.check(spelling(use.name)):
            message = _("“{name}” looks like a full name; an alias is enough.")
            yield Notice("full_name", message, {"name": spelling(use.name)})


def _other_kinds(tickets: list[TicketDraft], addons: dict[str, AddonFacts]) -> Iterator[Notice]:
    seen: set[str] = set()
    for _ticket, offer in _offers(tickets):
        facts = addons.get(offer.addon.key)
        if facts and offer.kind and offer.kind != facts.kind and offer.addon.key not in seen:
            seen.add(offer.addon.key)
            message = _("Line {line}: “{name}” stays {kind}, as in the catalogue.")
            yield Notice(
                "kind_differs", message, {"line": offer.line, "name": facts.name, "kind": facts.kind}
            )


def _offers(tickets: list[TicketDraft]) -> Iterator[tuple[TicketDraft, OfferDraft]]:
    return ((ticket, offer) for ticket in tickets for offer in ticket.offers)


def _is_free(
    shop: Shop, ticket: TicketDraft, offer: OfferDraft, addons: dict[str, AddonFacts], new: Arrivals
) -> bool:
    facts = addons.get(offer.addon.key)
    if facts is None:
        return free(new, offer.addon.key)
    price = facts.price(business_day_of(shop, ticket))
    return price is not None and price.unit_price == 0


def _loses(offer: OfferDraft) -> bool:
    return offer.unit_price is not None and (offer.unit_cost or 0) > offer.unit_price


def _has_double(ticket: TicketDraft, known: Known) -> bool:
    """Also under two of its names."""
    keys = (offer.addon.key for offer in ticket.offers)
    return len({known.addons.get(key, (key,))[0] for key in keys}) < len(ticket.offers)
