"""From what was sent to what is stored: the facts of the day are looked up once and kept with the entry.

`resolve` reads the catalogue; `state` needs only its result, so the state can be rebuilt from entries alone.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.snapshot import AddonFacts, Catalog
from toonbank.ledger.clock import Occurred, calendar
from toonbank.ledger.document import Document, Line
from toonbank.ledger.models import AskedBy, Offer, Outcome, Status, Ticket
from toonbank.lib.errors import Refused
from toonbank.shops.models import Shop

Facts = dict[str, Any]


def resolve(shop: Shop, catalog: Catalog, document: Document, occurred: Occurred) -> Facts:
    """The facts of the ticket's own day, as plain JSON values; refuses what the shop does not have."""
    days = calendar(shop, occurred.at)
    _check_employee(catalog, document.employee, occurred.at, "employee")
    if document.service_type is not None and document.service_type not in catalog.service_types:
        raise Refused("service_type_unknown", _("This shop has no such service type."), field="service_type")
    return {
        **days,
        "occurred_at": occurred.at.isoformat(),
        "clock_corrected": int(occurred.corrected),
        "offers": [
            _line_facts(catalog, line, days["day"], occurred.at, f"offers.{at}")
            for at, line in enumerate(document.offers)
        ],
    }


def state(shop: Shop, document: Document, facts: Facts, source: str) -> tuple[Ticket, list[Offer]]:
    """The ticket row and its offer rows, unsaved. A voided ticket keeps its row and has no offers."""
    lines = [] if document.status == Status.VOID else list(zip(document.offers, facts["offers"], strict=True))
    pending = document.status == Status.OPEN or any(line.outcome == Outcome.OPEN for line, _facts in lines)
    bought = [found for line, found in lines if line.outcome == Outcome.BOUGHT]
    common = {
        **{name: facts[name] for name in ("day", "week", "month", "weekday")},
        "shop": shop,
        "service_type_id": document.service_type,
        "pending": int(pending),
        "price_known": int(all(found["unit_price"] is not None for found in bought)),
        "cost_known": int(all(None not in (found["unit_price"], found["unit_cost"]) for found in bought)),
    }
    ticket = Ticket(
        uuid=document.uuid,
        revision=document.revision,
        status=document.status,
        source=source,
        employee_id=document.employee,
        occurred_at=datetime.fromisoformat(facts["occurred_at"]),
        receipt=document.receipt,
        total=document.total,
        note=document.note,
        customer=document.customer,
        counted=int(document.status != Status.VOID),
        annoyed=int(document.annoyed),
        clock_corrected=facts["clock_corrected"],
        **common,
    )
    return ticket, [_offer(ticket, line, found, common) for line, found in lines]


def _check_employee(catalog: Catalog, employee: int | None, at: datetime, field: str) -> None:
    if employee is None:
        return
    if employee not in catalog.employees:
        raise Refused("employee_unknown", _("This shop has no such employee."), field=field)
    left_at = catalog.employees[employee]
    if left_at is not None and at > left_at:
        raise Refused("employee_left", _("This employee had left the shop by then."), field=field)


def _line_facts(catalog: Catalog, line: Line, day: int, at: datetime, field: str) -> Facts:
    addon = catalog.addons.get(line.addon)
    if addon is None:
        raise Refused("addon_unknown", _("This shop has no such add-on."), field=f"{field}.addon")
    _check_employee(catalog, line.employee, at, f"{field}.employee")
    price = addon.price(day)
    unit_price = line.unit_price if line.unit_price is not None else price and price.unit_price
    unit_cost = line.unit_cost if line.unit_cost is not None else price and price.unit_cost
    if unit_price is None and line.discount:
        raise Refused("discount_without_price", _("A discount needs a price."), field=f"{field}.discount")
    if unit_price is not None and line.discount > unit_price * line.quantity:
        raise Refused(
            "discount_too_high", _("The discount is higher than the price."), field=f"{field}.discount"
        )
    return {
        "kind": addon.kind,
        "script": _script(addon, line, day, field),
        "unit_price": unit_price,
        "unit_cost": unit_cost,
        "archived": int(not addon.active(day)),
    }


def _script(addon: AddonFacts, line: Line, day: int, field: str) -> int | None:
    if line.script is None:
        in_force = addon.script(day)
        return in_force.id if in_force else None
    if line.script not in addon.script_ids:
        raise Refused("script_unknown", _("This add-on has no such script."), field=f"{field}.script")
    return line.script


def _offer(ticket: Ticket, line: Line, facts: Facts, common: Facts) -> Offer:
    bought = line.outcome == Outcome.BOUGHT
    price, cost = facts["unit_price"], facts["unit_cost"]
    revenue = line.quantity * price - line.discount if bought and price is not None else 0
    profit = revenue - line.quantity * cost if bought and None not in (price, cost) else 0
    return Offer(
        ticket=ticket,
        addon_id=line.addon,
        script_id=facts["script"],
        employee_id=line.employee if line.employee is not None else ticket.employee_id,
        ticket_employee_id=ticket.employee_id,
        kind=facts["kind"],
        moment=line.moment,
        reason=line.reason,
        offered=int(line.asked_by == AskedBy.STAFF),
        bought=int(bought),
        open=int(line.outcome == Outcome.OPEN),
        quantity=line.quantity,
        unit_price=price,
        unit_cost=cost,
        discount=line.discount,
        revenue=revenue,
        profit=profit,
        **common,
    )
