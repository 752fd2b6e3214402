"""A ticket as a document: what a device, a till or a file says about one visit."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from toonbank.ledger.models import AskedBy, Status

Content = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One add-on on the ticket. Price and cost are only known to a file; else the catalogue has them."""

    addon: int
    outcome: str
    asked_by: str = AskedBy.STAFF.value
    moment: str = ""
    reason: str = ""
    quantity: int = 1
    discount: int = 0
    employee: int | None = None
    script: int | None = None
    unit_price: int | None = None
    unit_cost: int | None = None


@dataclass(frozen=True)
class Document:
    """A whole version of a ticket. `sent_at` and `age_ms` describe the sending, not the ticket."""

    uuid: UUID
    revision: int
    started_at: datetime
    status: str = Status.CLOSED.value
    employee: int | None = None
    service_type: int | None = None
    offers: tuple[Line, ...] = ()
    receipt: str = ""
    total: int | None = None
    note: str = ""
    annoyed: bool = False
    customer: str = ""
    changed_at: datetime | None = None
    sent_at: datetime | None = None
    age_ms: int | None = None

    def content(self) -> Content:
        """What makes two versions the same, as plain JSON values."""
        # dataclasses.asdict() copies deeply and costs more than all the rest of a save.
        content = {**self.__dict__, "offers": [dict(line.__dict__) for line in self.offers]}
        del content["sent_at"], content["age_ms"]
        content["uuid"] = str(self.uuid)
        content["started_at"] = self.started_at.isoformat()
        content["changed_at"] = self.changed_at and self.changed_at.isoformat()
        return content


def digest(content: Content) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def from_content(content: Content) -> Document:
    """The inverse of Document.content()."""
    changed_at = content["changed_at"]
    given = {
        "uuid": UUID(content["uuid"]),
        "started_at": datetime.fromisoformat(content["started_at"]),
        "changed_at": datetime.fromisoformat(changed_at) if changed_at else None,
        "offers": tuple(Line(**line) for line in content["offers"]),
    }
    return Document(**{**content, **given})
