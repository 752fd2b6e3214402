"""The bodies that go in and come out, checked for shape only: what they mean is the ledger's business.

Strict on purpose: no number in quotes, no field we do not know (a price, a shop, a role).
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from toonbank.ledger.checked import MAX_AGE_MS, MAX_CENTS, MAX_LINES, MAX_REVISION
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import MAX_QUANTITY


def _iso(value: object) -> object:
    # Without this a number would pass for seconds since 1970.
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d", value):
        return value
    raise ValueError("not an ISO time")


Key = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
Cents = Annotated[int, Field(strict=True, ge=0, le=MAX_CENTS)]
Text = Annotated[str, Field(strict=True, max_length=400)]
Truth = Annotated[bool, Field(strict=True)]
Instant = Annotated[AwareDatetime, BeforeValidator(_iso)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OfferIn(Strict):
    """One add-on that was proposed, with what the customer said."""

    addon: Key
    outcome: Literal["bought", "declined", "open"]
    asked_by: Literal["staff", "customer"] = "staff"
    moment: Literal["", "intake", "during", "checkout"] = ""
    reason: Literal["", "price", "not_needed", "has_one", "think"] = ""
    quantity: Annotated[int, Field(strict=True, ge=1, le=MAX_QUANTITY)] = 1
    discount: Cents = 0
    employee: Key | None = None
    script: Key | None = None


class TicketIn(Strict):
    """One whole version of a visit. `sent_at` and `age_ms` tell how far the device's clock is off."""

    revision: Annotated[int, Field(strict=True, ge=1, le=MAX_REVISION)]
    started_at: Instant
    status: Literal["open", "closed", "void"] = "closed"
    employee: Key | None = None
    service_type: Key | None = None
    offers: Annotated[list[OfferIn], Field(max_length=MAX_LINES)] = []
    receipt: Text = ""
    total: Cents | None = None
    note: Text = ""
    annoyed: Truth = False
    changed_at: Instant | None = None
    sent_at: Instant | None = None
    age_ms: Annotated[int, Field(strict=True, ge=0, le=MAX_AGE_MS)] | None = None

    def to_document(self, uuid: UUID) -> Document:
        fields = {**self.__dict__, "offers": tuple(Line(**line.__dict__) for line in self.offers)}
        fields.pop("uuid", None)
        return Document(uuid=uuid, **fields)


class BatchTicketIn(TicketIn):
    uuid: Text


class DocumentOut(BatchTicketIn):
    """The version that stands, in the form in which a next one is sent (without its `uuid`, in a PUT)."""


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    errors: list[dict[str, str]] | None = None
    tries: Literal["many", "few"] | None = None
    current: DocumentOut | None = None


class Saved(BaseModel):
    """`revision` and `status` are those of the version that now stands."""

    uuid: UUID
    revision: int
    result: Literal["created", "corrected", "same", "late"]
    status: Literal["open", "closed", "void"]
    day: date
    flags: list[Literal["clock_corrected", "addon_archived"]]
    received_at: datetime


class BatchIn(Strict):
    """At most 500 tickets, each as in a PUT with its `uuid` added; each is answered by itself."""

    tickets: Annotated[list[Any], Field(max_length=500)]


class BatchAnswer(BaseModel):
    """`http` is the status a PUT of this ticket would have had; one of `saved` and `problem` is there."""

    uuid: str
    http: int
    saved: Saved | None = None
    problem: Problem | None = None


class BatchOut(BaseModel):
    results: list[BatchAnswer]


class VersionOut(BaseModel):
    revision: int
    received_at: datetime
    by: str
    source: Literal["counter", "api", "import"]


class PriceOut(BaseModel):
    addon: int
    unit_price: int | None


class TicketOut(BaseModel):
    ticket: DocumentOut
    day: date
    flags: list[Literal["clock_corrected", "addon_archived"]]
    received_at: datetime
    prices: list[PriceOut]
    versions: list[VersionOut]
