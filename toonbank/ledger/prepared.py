"""One checked version as the rows it becomes, ready to be written."""

from toonbank.ledger import rows
from toonbank.ledger.facts import Facts
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.ledger.sent import Sent
from toonbank.ledger.state import state

# Of an offer's columns the first one after the key names its ticket, which has no key yet.
assert Offer._meta.concrete_fields[1].attname == "ticket_id"


class Prepared:
    def __init__(self, sent: Sent, facts: Facts) -> None:
        ticket, offers = state(sent.seat.shop.pk, sent.document, facts, sent.source)
        self.entry = rows.row(Entry, sent.entry(facts))
        self.ticket = rows.row(Ticket, ticket)
        self.offers = [rows.row(Offer, {"ticket_id": None, **offer})[1:] for offer in offers]

    def add_offers(self, ticket: int) -> None:
        rows.insert(Offer, [(ticket, *offer) for offer in self.offers])
