"""`toonbank ask --explain TICKET`: which add-ons fitted that visit, and why the others did not."""

import json
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from toonbank.doors.fitting_view import fitting_view
from toonbank.ledger.models import Ticket
from toonbank.lib.errors import Missing, Refused
from toonbank.shops.models import Shop


def explained(shop: Shop, given: str, as_json: bool) -> str:
    """By the ticket's own key, or by its receipt number when one ticket alone has it."""
    ticket = _ticket(shop, given)
    rows = fitting_view(shop, ticket)
    if as_json:
        told = {"ticket": str(ticket.uuid), "counted": bool(ticket.counted), "addons": rows}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    width = max((len(row["name"]) for row in rows), default=0)
    lines = [f"{'✓' if row['eligible'] else '✗'} {row['name']:<{width}}  {_said(row)}" for row in rows]
    if not ticket.counted:
        lines.insert(0, _("A voided ticket counts nowhere."))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _said(row: dict[str, Any]) -> str:
    offered = _("It was offered.") if row["offered"] else ""
    return " ".join(filter(None, (row["reason"], *row["hints"], offered)))


def _ticket(shop: Shop, given: str) -> Ticket:
    found = list(Ticket.objects.filter(shop=shop, **_key(given))[:2])
    if not found:
        raise Missing("ticket_unknown", gettext_noop("There is no ticket “{given}” here."), given=given[:60])
    if len(found) > 1:
        message = gettext_noop("More than one ticket has receipt number “{given}”; give the key of one.")
        raise Refused("ticket_unclear", message, given=given[:60])
    return found[0]


def _key(given: str) -> dict[str, object]:
    try:
        return {"uuid": UUID(given)}
    except ValueError:
        return {"receipt": given}
