"""Many versions in one short transaction: everything is prepared before the write gate is taken."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from toonbank.ledger import rows
from toonbank.ledger.facts import Facts
from toonbank.ledger.models import Entry, Offer, Ticket
from toonbank.ledger.prepared import Prepared
from toonbank.ledger.rows import Row
from toonbank.ledger.sent import Sent
from toonbank.shops.models import Shop

AT_ONCE = 500


@dataclass
class Writing:
    """Rows that wait to be written, as tuples: a hundred thousand of them fit on a small machine."""

    shop: Shop
    entries: list[Row] = field(default_factory=list)
    created: list[Row] = field(default_factory=list)
    corrected: list[Row] = field(default_factory=list)
    offers: list[tuple[UUID, Row]] = field(default_factory=list)
    keys: dict[UUID, int] = field(default_factory=dict)

    def add(self, sent: Sent, facts: Facts, standing: int | None = None) -> None:
        """`standing` is the key of the ticket that this version corrects."""
        uuid, prepared = sent.document.uuid, Prepared(sent, facts)
        self.entries.append(prepared.entry)
        self.offers += [(uuid, offer) for offer in prepared.offers]
        if standing is None:
            self.created.append(prepared.ticket)
        else:
            self.corrected.append((*prepared.ticket, standing))
            self.keys[uuid] = standing

    def write(self) -> None:
        """All or nothing; an IntegrityError says that one of them was recorded elsewhere meanwhile."""
        with transaction.atomic():
            last = Ticket.objects.aggregate(last=Max("id"))["last"] or 0
            rows.insert(Entry, self.entries)
            rows.insert(Ticket, self.created)
            rows.update(Ticket, self.corrected)
            self._drop_offers(list(self.keys.values()))
            fresh = Ticket.objects.filter(shop=self.shop, id__gt=last).values_list("uuid", "id")
            keys = {**self.keys, **dict(fresh)}
            rows.insert(Offer, ((keys[uuid], *offer) for uuid, offer in self.offers))

    def _drop_offers(self, tickets: list[int]) -> None:
        for at in range(0, len(tickets), AT_ONCE):
            Offer.objects.filter(ticket__in=tickets[at : at + AT_ONCE]).delete()
