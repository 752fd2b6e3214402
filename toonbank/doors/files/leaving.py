"""What leaves as a file: the tickets, the offers as an offer log, and the list of add-ons."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.utils import timezone

from toonbank.doors.list_export import Row, list_rows
from toonbank.doors.sheets import Cents
from toonbank.ledger.models import AskedBy, Offer, Outcome, Ticket
from toonbank.lib.periods import business_day, day_from_int, day_int, zone
from toonbank.shops.models import Shop

AT_ONCE = 1000
Tell = Callable[[int, int], None]

# The offer log, see docs/offer-log.md; without the customer, who is only known here as a hash.
OFFER_COLUMNS = (
    "ticket", "date", "time", "employee", "service_type", "category", "variant", "detail", "kind", "outcome",
    "asked_by", "reason", "moment", "quantity", "unit_price", "discount", "unit_cost", "receipt",
    "ticket_total", "script",
)  # fmt: skip
TICKET_COLUMNS = (
    "ticket", "date", "time", "business_day", "week", "employee", "service_type", "status", "receipt",
    "ticket_total", "offers", "bought", "customer_asked", "revenue", "profit", "annoyed", "source",
)  # fmt: skip


def offers(shop: Shop, tell: Tell) -> Iterator[Row]:
    """One line per offer; a ticket without offers is one line with the add-on left empty."""
    yield list(OFFER_COLUMNS)
    for ticket, found in _tickets(shop, tell):
        visit = _visit(shop, ticket)
        if not found:
            yield [*visit[:3], _name(ticket.employee), visit[4], *[None] * 12, *visit[5:], None]
        for offer in found:
            yield [*visit[:3], _name(offer.employee), visit[4], *_offer(offer), *visit[5:], _script(offer)]


def tickets(shop: Shop, tell: Tell) -> Iterator[Row]:
    """One line per ticket, voided ones too; the sums are those of its offers."""
    yield list(TICKET_COLUMNS)
    for ticket, found in _tickets(shop, tell, voided=True):
        key, day, time, *_rest = _visit(shop, ticket)
        yield [
            key, day, time, day_from_int(ticket.day), f"{ticket.week // 100}-W{ticket.week % 100:02}",
            _name(ticket.employee), _name(ticket.service_type), ticket.status, ticket.receipt,
            _cents(ticket.total),
            sum(one.offered for one in found),
            sum(one.offered * one.bought for one in found),
            sum((1 - one.offered) * one.bought for one in found),
            Cents(sum(one.revenue for one in found)) if ticket.price_known else None,
            Cents(sum(one.profit for one in found)) if ticket.cost_known else None,
            ticket.annoyed,
            ticket.source,
        ]  # fmt: skip


def catalog(shop: Shop, tell: Tell) -> Iterator[Row]:
    """The list as of today; see doors/list_export.py."""
    return list_rows(shop, day_int(business_day(timezone.now(), shop.timezone, shop.cutoff_minutes)))


KINDS: dict[str, Callable[[Shop, Tell], Iterator[Row]]] = {
    "tickets": tickets,
    "offers": offers,
    "catalog": catalog,
}


def _tickets(shop: Shop, tell: Tell, voided: bool = False) -> Iterator[tuple[Ticket, list[Offer]]]:
    """A thousand at a time, in the order of their visits."""
    found: QuerySet[Ticket] = Ticket.objects.filter(shop=shop)
    if not voided:
        found = found.filter(counted=1)
    keys = list(found.order_by("occurred_at", "pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        tell(start, len(keys))
        some = keys[start : start + AT_ONCE]
        rows = Ticket.objects.filter(pk__in=some).select_related("employee", "service_type")
        offers = Offer.objects.filter(ticket__in=some).select_related("addon", "employee", "script")
        by_ticket: dict[int, list[Offer]] = {}
        for offer in offers.order_by("pk"):
            by_ticket.setdefault(offer.ticket_id, []).append(offer)
        by_key = {row.pk: row for row in rows}
        yield from ((by_key[key], by_ticket.get(key, [])) for key in some)


def _visit(shop: Shop, ticket: Ticket) -> Row:
    """Key, date and time of the shop, an empty place, service type, receipt and total."""
    at = timezone.localtime(ticket.occurred_at, zone(shop.timezone))
    service = _name(ticket.service_type)
    total = _cents(ticket.total)
    return [str(ticket.uuid), at.date(), f"{at:%H:%M}", None, service, ticket.receipt, total]


def _offer(offer: Offer) -> Row:
    outcome = Outcome.BOUGHT if offer.bought else Outcome.OPEN if offer.open else Outcome.DECLINED
    asked_by = AskedBy.STAFF if offer.offered else AskedBy.CUSTOMER
    return [
        offer.addon.category, offer.addon.variant, offer.addon.detail, offer.kind, outcome.value,
        asked_by.value, offer.reason, offer.moment, offer.quantity, _cents(offer.unit_price),
        Cents(offer.discount), _cents(offer.unit_cost),
    ]  # fmt: skip


def _script(offer: Offer) -> str:
    return offer.script.wording if offer.script else ""


def _name(thing: object) -> str:
    return "" if thing is None else str(thing)


def _cents(cents: int | None) -> Cents | None:
    return None if cents is None else Cents(cents)
