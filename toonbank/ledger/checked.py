"""What a document must hold to be stored: values in range, no customer data, one line per add-on."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext_noop as _

from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import MAX_QUANTITY, AskedBy, Moment, Outcome, Reason, Status
from toonbank.ledger.private_words import listed
from toonbank.lib import private, text
from toonbank.lib.errors import Refused

MAX_CENTS = 1_000_000_00
MAX_LINES = 60
MAX_REVISION = 10_000
MAX_NOTE_WORDS = 5
# More than a clock of 1970 is wrong by: what can't be true is corrected, never a reason to refuse a visit.
MAX_AGE_MS = 10**13
# How sure we are that the customer said yes or no, when one add-on stands on a ticket twice.
STRENGTH = {Outcome.BOUGHT: 2, Outcome.DECLINED: 1, Outcome.OPEN: 0}
# Every look-up of an enum's values builds a new list, and each offer asks four times.
STATUSES, OUTCOMES, ASKED_BY = (tuple(kind.values) for kind in (Status, Outcome, AskedBy))
MOMENTS, REASONS = ("", *Moment.values), ("", *Reason.values)


def checked(document: Document) -> Document:
    """The document with clean texts, times in UTC and one line per add-on; refuses what can't be true."""
    _in_range("revision", document.revision, 1, MAX_REVISION)
    _choice("status", document.status, STATUSES)
    _in_range("total", document.total or 0, 0, MAX_CENTS)
    _in_range("age_ms", document.age_ms or 0, 0, MAX_AGE_MS)
    if not re.fullmatch("[0-9a-f]{0,64}", document.customer):
        raise Refused("customer_not_hashed", _("A customer is only stored as a hash."), field="customer")
    if len(document.offers) > MAX_LINES:
        message = _("A ticket has at most {most} offers.")
        raise Refused("too_many_offers", message, most=MAX_LINES, field="offers")
    for at, line in enumerate(document.offers):
        _check_line(line, f"offers.{at}")
    return replace(
        document,
        offers=_one_per_addon(document.offers),
        receipt=_safe("receipt", document.receipt, 40, reference=True),
        note=_note(document.note),
        started_at=_instant("started_at", document.started_at),
        changed_at=document.changed_at and _instant("changed_at", document.changed_at),
        sent_at=document.sent_at and _instant("sent_at", document.sent_at),
    )


def _check_line(line: Line, field: str) -> None:
    _choice(f"{field}.outcome", line.outcome, OUTCOMES)
    _choice(f"{field}.asked_by", line.asked_by, ASKED_BY)
    _choice(f"{field}.moment", line.moment, MOMENTS)
    _choice(f"{field}.reason", line.reason, REASONS)
    _in_range(f"{field}.quantity", line.quantity, 1, MAX_QUANTITY)
    _in_range(f"{field}.discount", line.discount, 0, MAX_CENTS)
    _in_range(f"{field}.unit_price", line.unit_price or 0, 0, MAX_CENTS)
    _in_range(f"{field}.unit_cost", line.unit_cost or 0, 0, MAX_CENTS)


def _one_per_addon(lines: Iterable[Line]) -> tuple[Line, ...]:
    found: dict[int, Line] = {}
    for line in lines:
        found[line.addon] = _together(found[line.addon], line) if line.addon in found else line
    return tuple(found.values())


def _together(one: Line, other: Line) -> Line:
    """The same add-on twice in one visit is one offer; two purchases of it add up."""
    if one.outcome == other.outcome == Outcome.BOUGHT:
        if one.unit_price != other.unit_price:
            message = _("The same add-on is on this ticket with two prices.")
            raise Refused("two_prices", message, field="offers")
        quantity, discount = one.quantity + other.quantity, one.discount + other.discount
        _in_range("offers", quantity, 1, MAX_QUANTITY)
        together = replace(one, quantity=quantity, discount=discount)
    else:
        together = max(one, other, key=lambda line: STRENGTH[Outcome(line.outcome)])
    offered = AskedBy.STAFF in (one.asked_by, other.asked_by)
    return replace(together, asked_by=AskedBy.STAFF.value if offered else AskedBy.CUSTOMER.value)


def _note(note: str) -> str:
    note = _safe("note", note, 80)
    if len(note.split()) > MAX_NOTE_WORDS:
        message = _("A note has at most {most} words.")
        raise Refused("note_too_long", message, most=MAX_NOTE_WORDS, field="note")
    return note


def _safe(field: str, value: str, longest: int, reference: bool = False) -> str:
    if not value or value.isspace():
        return ""
    try:
        value = text.clean(value, longest)
    except Refused as refused:
        raise refused.on(field) from None
    # The text itself goes nowhere: not into the error, not into a log.
    findings = private.check(value, reference)
    kinds = sorted({found.kind for found in findings if found.severity == "refuse"})
    if kinds:
        message = _("This looks like customer data ({kinds}). Toonbank stores none.")
        raise Refused("customer_data", message, kinds=listed(kinds), field=field)
    return value


def _instant(field: str, at: datetime) -> datetime:
    # A century each way: device clocks say 1970 or 2099, and arithmetic never leaves the calendar.
    if at.tzinfo is None or not 1950 < at.year < 2200:
        message = _("Give a time with its offset, like 2026-11-21T10:15:00+01:00.")
        raise Refused("time_invalid", message, field=field)
    return at.astimezone(UTC)


def _in_range(field: str, value: int, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        message = _("This must be a whole number from {least} to {most}.")
        raise Refused("out_of_range", message, least=least, most=most, field=field)


def _choice(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        named = ", ".join(filter(None, allowed))
        raise Refused("not_a_choice", _("This must be one of: {allowed}."), allowed=named, field=field)
