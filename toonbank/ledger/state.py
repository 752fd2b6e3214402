"""The rows that follow from an entry: nothing but the entry is read, so the state can always be rebuilt."""

from datetime import datetime
from typing import Any

from toonbank.ledger.document import Document, Line
from toonbank.ledger.facts import Facts
from toonbank.ledger.models import AskedBy, Outcome, Status

Values = dict[str, Any]
DECLINED, BOUGHT, OPEN = Outcome.DECLINED.value, Outcome.BOUGHT.value, Outcome.OPEN.value
STAFF = AskedBy.STAFF.value


def state(shop: int, document: Document, facts: Facts, source: str) -> tuple[Values, list[Values]]:
    """The columns of the ticket and of its offers. A voided ticket keeps its row and has no offers."""
    voided = document.status == Status.VOID
    lines = [] if voided else list(zip(document.offers, facts["offers"], strict=True))
    shared = {"shop_id": shop, **_shared(document, facts, lines)}
    ticket = {
        "uuid": document.uuid,
        "revision": document.revision,
        "status": document.status,
        "source": source,
        "employee_id": document.employee,
        "occurred_at": datetime.fromisoformat(facts["occurred_at"]),
        "receipt": document.receipt,
        "total": document.total,
        "note": document.note,
        "customer": document.customer,
        "counted": int(not voided),
        "annoyed": int(document.annoyed),
        "clock_corrected": facts["clock_corrected"],
        **shared,
    }
    return ticket, [_offer(document.employee, line, found, shared) for line, found in lines]


def _shared(document: Document, facts: Facts, lines: list[tuple[Line, Facts]]) -> Values:
    """What stands on the ticket and is repeated on each of its offers."""
    bought = [found for line, found in lines if line.outcome == BOUGHT]
    pending = document.status == Status.OPEN or any(line.outcome == OPEN for line, _found in lines)
    return {
        "service_type_id": document.service_type,
        "day": facts["day"],
        "week": facts["week"],
        "month": facts["month"],
        "weekday": facts["weekday"],
        "pending": int(pending),
        "price_known": int(all(found["unit_price"] is not None for found in bought)),
        "cost_known": int(all(None not in (found["unit_price"], found["unit_cost"]) for found in bought)),
    }


def _offer(ticket_employee: int | None, line: Line, facts: Facts, shared: Values) -> Values:
    bought = line.outcome == BOUGHT
    price, cost = facts["unit_price"], facts["unit_cost"]
    revenue = line.quantity * price - line.discount if bought and price is not None else 0
    profit = revenue - line.quantity * cost if bought and None not in (price, cost) else 0
    return {
        "addon_id": line.addon,
        "script_id": facts["script"],
        "employee_id": line.employee if line.employee is not None else ticket_employee,
        "ticket_employee_id": ticket_employee,
        "kind": facts["kind"],
        "moment": line.moment,
        "reason": line.reason,
        "offered": int(line.asked_by == STAFF),
        "bought": int(bought),
        "open": int(line.outcome == OPEN),
        "quantity": line.quantity,
        "unit_price": price,
        "unit_cost": cost,
        "discount": line.discount,
        "revenue": revenue,
        "profit": profit,
        **shared,
    }
