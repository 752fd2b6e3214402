"""From drafts with names to documents with keys."""

from collections.abc import Callable
from uuid import UUID, uuid5

from toonbank.doors.files.drafts import OfferDraft, TicketDraft, same
from toonbank.doors.files.moments import instant
from toonbank.doors.files.names import Known
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import AskedBy
from toonbank.lib import pseudonym
from toonbank.shops.models import Shop
from toonbank.shops.names import Named

TICKETS = UUID("2d7cafa1-94e2-4421-ba9e-33ae551fba7a")


def ticket_uuid(shop: Shop, key: str) -> UUID:
    """Always the same for the same key in the same shop, so that a second import finds the first."""
    return uuid5(TICKETS, f"{shop.pk}:{key}")


def hider(shop: Shop, secret: str) -> Callable[[str], str]:
    return lambda customer: pseudonym.customer(secret, shop.pk, customer)


def document(shop: Shop, ticket: TicketDraft, known: Known) -> Document:
    return Document(
        uuid=ticket_uuid(shop, ticket.key),
        revision=1,
        started_at=instant(shop, ticket),
        employee=_key(known.employees, ticket.employee),
        service_type=_key(known.service_types, ticket.service_type),
        offers=tuple([_line(ticket, offer, known) for offer in ticket.offers]),
        receipt=ticket.receipt,
        total=ticket.ticket_total,
        customer=ticket.customer,
    )


def _line(ticket: TicketDraft, offer: OfferDraft, known: Known) -> Line:
    return Line(
        addon=known.addons[offer.addon.key][0],
        outcome=offer.outcome,
        asked_by=offer.asked_by or AskedBy.STAFF.value,
        moment=offer.moment,
        reason=offer.reason,
        quantity=offer.quantity,
        discount=offer.discount,
        employee=None if same(offer.employee, ticket.employee) else _key(known.employees, offer.employee),
        script=known.script(offer),
        unit_price=offer.unit_price,
        unit_cost=offer.unit_cost,
    )


def _key(keys: dict[str, tuple[int, str]], name: Named | None) -> int | None:
    return None if name is None else keys[name.key][0]
