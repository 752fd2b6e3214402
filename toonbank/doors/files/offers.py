"""Taking an offer log in: read, looked at, and stored whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count as count_up

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as _

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import catalog_of, forget
from toonbank.doors.files import arrivals, names, second_look
from toonbank.doors.files.arrivals import Arrivals
from toonbank.doors.files.columns import Reading
from toonbank.doors.files.documents import document, hider
from toonbank.doors.files.drafts import TicketDraft
from toonbank.doors.files.mapping import COLUMNS, Mapping
from toonbank.doors.files.names import Known, Names
from toonbank.doors.files.offer_log import read_log
from toonbank.doors.files.report import Report, begun, count
from toonbank.ledger.bulk import Plan, Received, plan_many
from toonbank.ledger.document import Document
from toonbank.ledger.models import Source
from toonbank.lib.errors import ToonbankError
from toonbank.lib.periods import zone
from toonbank.lib.problems import Problems
from toonbank.lib.table import read_table
from toonbank.shops.access import Seat
from toonbank.shops.models import Shop

BY_HAND = "ticket_by_hand"
ATTEMPTS = 3
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Wish:
    """How to take a file in. `keep_unmatched`: unknown add-ons come in as well and wait under Names."""

    mapping: Mapping = field(default_factory=Mapping)
    create_missing: bool = False
    keep_unmatched: bool = False
    dry_run: bool = False


def import_offers(
    seat: Seat, content: bytes, wish: Wish, now: datetime, tell: Tell = lambda done, total: None
) -> Report:
    """Raises FileRefused with every mistake by line; then nothing was stored.

    `tell` hears how far it is: reading is the first half, looking every ticket up the second.
    """
    shop, problems = seat.shop, Problems()
    table = read_table(content, wish.mapping.known())
    # A shop's day may end after midnight, and its clock is not ours: tomorrow is still possible.
    last = now.astimezone(zone(shop.timezone)).date() + timedelta(days=1)
    reading = Reading(last, hider(shop, settings.SECRET_KEY), wish.mapping)
    tickets = read_log(table, reading, problems, lambda done, total: tell(done, 2 * total))
    known = names.known(shop)
    new = arrivals.arrivals(
        names.missing(names.used(tickets), known), tickets, problems, not wish.keep_unmatched
    )
    names.refuse(_unwanted(new.names, wish), known, problems)
    names.refuse_versions(tickets, known, problems)
    addons = _facts(shop, known)
    second_look.refuse_zero_prices(shop, tickets, addons, new, problems)
    problems.stop()
    report = begun(table, wish.mapping.dropped(table.header), tickets, new, wish.dry_run)
    report.notices += second_look.notices(shop, tickets, addons, known, new)
    arrival = _arrival(now, len(tickets), tell)
    _store(seat, tickets, new, wish, arrival, report)
    return report


def _unwanted(new: Names, wish: Wish) -> Names:
    """What a file may not bring along; nothing of a name that may wait."""
    if wish.create_missing:
        return Names()
    return names.not_waiting(new) if wish.keep_unmatched else new


def _arrival(now: datetime, total: int, tell: Tell) -> Callable[[Document], datetime]:
    """All tickets came in now; the ledger asks for each of them, which says how far it is."""
    asked = count_up()

    def came_in(_document: Document) -> datetime:
        tell(total + next(asked), 2 * total)
        return now

    return came_in


def _facts(shop: Shop, known: Known) -> dict[str, AddonFacts]:
    catalog = catalog_of(shop)
    return {key: catalog.addons[pk] for key, (pk, _name) in known.addons.items()}


def _store(
    seat: Seat, tickets: list[TicketDraft], new: Arrivals, wish: Wish, now: Received, report: Report
) -> None:
    for attempt in range(ATTEMPTS):
        try:
            with _created(seat.shop, new, wish.dry_run):
                known = names.known(seat.shop)
                documents = [document(seat.shop, ticket, known) for ticket in tickets]
                plan = plan_many(seat, documents, Source.IMPORT, now)
                count(report, plan.counts, _by_hand(plan, tickets))
                if not wish.dry_run:
                    plan.writing.write()
            return
        except IntegrityError:
            # One of them was recorded elsewhere meanwhile: look again.
            if attempt == ATTEMPTS - 1:
                raise


@contextmanager
def _created(shop: Shop, new: Arrivals, dry_run: bool) -> Iterator[None]:
    """What is new exists in here, and afterwards only when all went well and it was meant."""
    if not new.names:
        yield
        return
    done = False
    try:
        with transaction.atomic():
            arrivals.create(shop, new)
            yield
            transaction.set_rollback(dry_run)
        done = not dry_run
    finally:
        if not done:
            forget(shop)
            shop.refresh_from_db(fields=["catalog_version"])


def _by_hand(plan: Plan, tickets: list[TicketDraft]) -> int:
    """How many tickets stay as somebody corrected them; every other refusal is a mistake of the file."""
    problems = Problems()
    for at, error in plan.refused.items():
        if getattr(error, "field", "") == "receipt":
            error.hint = _("If these are only numbers, leave the column out with a mapping.")
        if error.code != BY_HAND:
            problems.add(*_where(tickets[at], error), error)
    problems.stop()
    return len(plan.refused)


def _where(ticket: TicketDraft, error: ToonbankError) -> tuple[int, str]:
    """From the ledger's "offers.2.discount" to the line of that offer and its column."""
    first, _dot, rest = (getattr(error, "field", None) or "").partition(".")
    if first != "offers" or not rest:
        return ticket.line, first if first in COLUMNS else ""
    at, _dot, column = rest.partition(".")
    return ticket.offers[int(at)].line, column
