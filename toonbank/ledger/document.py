"""A ticket as a document: what a device, a till or a file says about one visit."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from toonbank.ledger.models import MAX_QUANTITY, AskedBy, Moment, Outcome, Reason, Status
from toonbank.lib import private, text
from toonbank.lib.errors import Refused

MAX_CENTS = 1_000_000_00
MAX_LINES = 60
MAX_NOTE_WORDS = 5
# How sure we are that the customer said yes or no, when one add-on stands on a ticket twice.
STRENGTH = {Outcome.BOUGHT: 2, Outcome.DECLINED: 1, Outcome.OPEN: 0}


@dataclass(frozen=True)
class Line:
    """One add-on on the ticket. Price and cost are only known to a file; else the catalogue has them."""

    addon: int
    outcome: str
    asked_by: str = AskedBy.STAFF
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
    status: str = Status.CLOSED
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

    def content(self) -> dict[str, Any]:
        """What makes two versions the same, as plain JSON values."""
        content = asdict(self)
        for sending in ("sent_at", "age_ms"):
            del content[sending]
        content["uuid"] = str(self.uuid)
        content["started_at"] = self.started_at.isoformat()
        content["changed_at"] = self.changed_at.isoformat() if self.changed_at else None
        content["offers"] = [asdict(line) for line in self.offers]
        return content

    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()


def from_content(content: dict[str, Any]) -> Document:
    """The inverse of Document.content()."""
    fields = dict(content)
    fields["uuid"] = UUID(fields["uuid"])
    fields["started_at"] = datetime.fromisoformat(fields["started_at"])
    fields["changed_at"] = datetime.fromisoformat(fields["changed_at"]) if fields["changed_at"] else None
    fields["offers"] = tuple(Line(**line) for line in fields["offers"])
    return Document(**fields)


def checked(document: Document) -> Document:
    """The document with clean texts and one line per add-on; refuses what can't be true."""
    _in_range("revision", document.revision, 1, 10_000)
    _choice("status", document.status, Status.values)
    if document.total is not None:
        _in_range("total", document.total, 0, MAX_CENTS)
    if len(document.offers) > MAX_LINES:
        raise Refused("too_many_offers", _("A ticket has at most {max} offers."), max=MAX_LINES, field="offers")
    for at, line in enumerate(document.offers):
        _check_line(line, f"offers.{at}")
    return replace(
        document,
        offers=_one_per_addon(document.offers),
        receipt=_safe("receipt", document.receipt, 40),
        note=_note(document.note),
    )


def _check_line(line: Line, field: str) -> None:
    _choice(f"{field}.outcome", line.outcome, Outcome.values)
    _choice(f"{field}.asked_by", line.asked_by, AskedBy.values)
    _choice(f"{field}.moment", line.moment, ["", *Moment.values])
    _choice(f"{field}.reason", line.reason, ["", *Reason.values])
    _in_range(f"{field}.quantity", line.quantity, 1, MAX_QUANTITY)
    for name in ("discount", "unit_price", "unit_cost"):
        cents = getattr(line, name)
        if cents is not None:
            _in_range(f"{field}.{name}", cents, 0, MAX_CENTS)


def _one_per_addon(lines: Iterable[Line]) -> tuple[Line, ...]:
    found: dict[int, Line] = {}
    for line in lines:
        found[line.addon] = _together(found[line.addon], line) if line.addon in found else line
    return tuple(found.values())


def _together(one: Line, other: Line) -> Line:
    """The same add-on twice in one visit is one offer; two purchases of it add up."""
    if one.outcome == other.outcome == Outcome.BOUGHT:
        if one.unit_price != other.unit_price:
            raise Refused("two_prices", _("The same add-on is on this ticket with two prices."), field="offers")
        together = replace(one, quantity=one.quantity + other.quantity, discount=one.discount + other.discount)
        _in_range("offers.quantity", together.quantity, 1, MAX_QUANTITY)
    else:
        together = max(one, other, key=lambda line: STRENGTH[Outcome(line.outcome)])
    offered = AskedBy.STAFF in (one.asked_by, other.asked_by)
    return replace(together, asked_by=AskedBy.STAFF if offered else AskedBy.CUSTOMER)


def _note(note: str) -> str:
    note = _safe("note", note, 80)
    if len(note.split()) > MAX_NOTE_WORDS:
        raise Refused("note_too_long", _("A note has at most {max} words."), max=MAX_NOTE_WORDS, field="note")
    return note


def _safe(field: str, value: str, longest: int) -> str:
    if not value:
        return ""
    try:
        value = text.clean(value, longest)
    except Refused as refused:
        raise refused.on(field) from None
    # The text itself goes nowhere: not into the error, not into a log.
    kinds = sorted({found.kind for found in private.check(value) if found.severity == "refuse"})
    if kinds:
        message = _("This looks like customer data ({kinds}). Toonbank stores none.")
        raise Refused("customer_data", message, kinds=", ".join(kinds), field=field)
    return value


def _in_range(field: str, value: int, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        message = _("This must be a whole number from {least} to {most}.")
        raise Refused("out_of_range", message, least=least, most=most, field=field)


def _choice(field: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        named = ", ".join(choice for choice in allowed if choice)
        raise Refused("not_a_choice", _("This must be one of: {allowed}."), allowed=named, field=field)
