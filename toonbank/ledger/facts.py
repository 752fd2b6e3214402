"""The facts of the day: looked up in the catalogue once, checked, and kept with the entry."""

from collections.abc import Container
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.facts import AddonFacts
from toonbank.catalog.snapshot import Catalog
from toonbank.ledger.checked import MAX_CENTS
from toonbank.ledger.clock import Visit
from toonbank.ledger.document import Document, Line
from toonbank.lib.errors import Refused

Facts = dict[str, Any]


def resolve(catalog: Catalog, document: Document, visit: Visit, stood: Container[int | None] = ()) -> Facts:
    """Plain JSON values; refuses what the shop does not have. `stood`: employees accepted on this ticket
    before, so that one who turns out to have left does not keep a ticket from being voided."""
    _check_employee(catalog, document.employee, visit, stood, "employee")
    if document.service_type is not None and document.service_type not in catalog.service_types:
        raise Refused("service_type_unknown", _("This shop has no such service type."), field="service_type")
    offers = []
    for at, line in enumerate(document.offers):
        _check_employee(catalog, line.employee, visit, stood, f"offers.{at}.employee")
        offers.append(_line_facts(catalog, line, visit.day, f"offers.{at}"))
    return {**visit.facts(), "offers": offers}


def _check_employee(
    catalog: Catalog, employee: int | None, visit: Visit, stood: Container[int | None], field: str
) -> None:
    if employee is None or employee in stood:
        return
    if employee not in catalog.employees:
        raise Refused("employee_unknown", _("This shop has no such employee."), field=field)
    left_at = catalog.employees[employee]
    if left_at is not None and visit.occurred_at > left_at:
        raise Refused("employee_left", _("This employee had left the shop by then."), field=field)


def _line_facts(catalog: Catalog, line: Line, day: int, field: str) -> Facts:
    addon = catalog.addons.get(line.addon)
    if addon is None:
        raise Refused("addon_unknown", _("This shop has no such add-on."), field=f"{field}.addon")
    price = addon.price(day)
    unit_price, unit_cost = line.unit_price, line.unit_cost
    if price is not None:
        unit_price = price.unit_price if unit_price is None else unit_price
        unit_cost = price.unit_cost if unit_cost is None else unit_cost
    _check_amount(line, unit_price, field)
    return {
        "kind": addon.kind,
        "script": _script(addon, line, day, field),
        "unit_price": unit_price,
        "unit_cost": unit_cost,
        "archived": int(not addon.active(day)),
    }


def _check_amount(line: Line, unit_price: int | None, field: str) -> None:
    if unit_price is None:
        if line.discount:
            raise Refused("discount_without_price", _("A discount needs a price."), field=f"{field}.discount")
        return
    amount = unit_price * line.quantity
    if amount > MAX_CENTS:
        raise Refused("amount_too_high", _("This is more than a million."), field=f"{field}.quantity")
    if line.discount > amount:
        message = _("The discount is higher than the price.")
        raise Refused("discount_too_high", message, field=f"{field}.discount")


def _script(addon: AddonFacts, line: Line, day: int, field: str) -> int | None:
    if line.script is None:
        in_force = addon.script(day)
        return in_force.id if in_force else None
    if line.script not in addon.script_ids:
        raise Refused("script_unknown", _("This add-on has no such script."), field=f"{field}.script")
    return line.script
