"""A checked version on its way in, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from toonbank.ledger.document import Document, digest
from toonbank.ledger.facts import Facts
from toonbank.shops.access import Seat

CREATED, CORRECTED, SAME, LATE = "created", "corrected", "same", "late"


@dataclass(frozen=True)
class Recorded:
    """`document` is the version that now stands, received at `received_at`."""

    result: str
    document: Document
    facts: Facts
    received_at: datetime


@dataclass(frozen=True)
class Sent:
    """With who sent it, how, and when it came in."""

    seat: Seat
    document: Document
    source: str
    received: datetime

    def entry(self, facts: Facts) -> dict[str, Any]:
        """The columns of its entry."""
        content = self.document.content()
        return {
            "shop_id": self.seat.shop.pk,
            "ticket": self.document.uuid,
            "revision": self.document.revision,
            "digest": digest(content),
            "document": {"ticket": content, "facts": facts},
            "member_id": self.seat.member and self.seat.member.pk,
            "token_id": self.seat.token and self.seat.token.pk,
            "source": self.source,
            "received_at": self.received,
        }

    def recorded(self, result: str, facts: Facts) -> Recorded:
        return Recorded(result, self.document, facts, self.received)
