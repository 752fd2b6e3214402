"""The tickets behind the numbers: those of a day, and every version of one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from babel.dates import format_datetime
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST, require_safe

from toonbank.doors.fitting_view import fitting_view
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import page
from toonbank.ledger import correct
from toonbank.ledger.models import AskedBy, Entry, Outcome, Reason, Status, Ticket
from toonbank.ledger.versions import as_recorded, versions
from toonbank.lib.errors import Refused
from toonbank.lib.periods import day_from_int, day_int, parse_day, zone
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.models import Shop

MOST = 300


@require_safe
def ticket_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Of one business day, today by default, newest first."""
    seat = access.seat(request, slug, access.READ)
    today = day_from_int(shown.today(seat.shop))
    day = parse_day(request.GET["day"]) if request.GET.get("day") else today
    found = list(_of_day(seat.shop, day_int(day))[: MOST + 1])
    context = {
        "section": "tickets",
        "day": day.isoformat(),
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat() if day < today else "",
        "tickets": [(ticket, _clock(seat.shop, ticket)) for ticket in found[:MOST]],
        "more": len(found) > MOST,
    }
    return page(request, seat, "tickets", context)


@require_safe
def ticket(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    found = access.own(seat, Ticket, uuid=uuid)
    offers = found.offers.select_related("addon__counts_as", "employee")
    context = {
        "section": "tickets",
        "ticket": found,
        "when": _clock(seat.shop, found),
        "day": day_from_int(found.day).isoformat(),
        "offers": [_offer(seat, offer) for offer in offers],
        "versions": _versions(seat.shop, found),
        "outcomes": Outcome.choices,
        "fitting": fitting_view(seat.shop, found),
    }
    return page(request, seat, "ticket", context)


@require_POST
def correct_ticket(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """`act`: void, or restore what was voided, or outcome (of `addon`). The version shown is sent along."""
    seat = access.seat(request, slug, access.MANAGE)
    found = access.own(seat, Ticket, uuid=uuid)
    revision = _whole(request, "revision")
    if request.POST.get("act") == "outcome":
        outcome = request.POST.get("outcome", "")
        correct.correct_offer(seat, found.uuid, revision, _whole(request, "addon"), outcome=outcome)
    else:
        status = Status.VOID if request.POST.get("act") == "void" else Status.CLOSED
        correct.correct(seat, found.uuid, revision, status=status.value)
    messages.success(request, gettext("Saved."))
    return redirect("ticket", slug, uuid)


def _whole(request: HttpRequest, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        raise Refused("required", _("Fill this in."), field=name) from None


def _of_day(shop: Shop, day: int) -> QuerySet[Ticket]:
    found = Ticket.objects.filter(shop=shop, day=day).select_related("employee", "service_type")
    return found.prefetch_related("offers__addon").order_by("-occurred_at", "-pk")


def _clock(shop: Shop, found: Ticket) -> str:
    return str(format_datetime(found.occurred_at, "HH:mm", tzinfo=zone(shop.timezone), locale=shop.locale))


def _offer(seat: Seat, offer: Any) -> dict[str, Any]:
    outcome = Outcome.BOUGHT if offer.bought else Outcome.OPEN if offer.open else Outcome.DECLINED
    return {
        "offer": offer,
        "outcome": outcome,
        "asked": "" if offer.offered else AskedBy.CUSTOMER.label,
        "reason": dict(Reason.choices).get(offer.reason, offer.reason),
        "money": shown.money(seat.shop, offer.revenue)
        if offer.bought and offer.unit_price is not None
        else "",
    }


def _versions(shop: Shop, found: Ticket) -> list[dict[str, Any]]:
    """Newest first: who sent it, when, and what it said."""
    names = {addon.pk: addon.name for addon in shop.addons.all()}
    return [_version(shop, entry, names) for entry in versions(shop, found.uuid).reverse()]


def _version(shop: Shop, entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    document = as_recorded(entry).document
    at = format_datetime(entry.received_at, "d MMM y HH:mm", tzinfo=zone(shop.timezone), locale=shop.locale)
    return {
        "revision": entry.revision,
        "moment": at,
        "by": _sender(entry),
        "status": Status(document.status).label,
        "lines": [f"{names[line.addon]}: {Outcome(line.outcome).label}" for line in document.offers],
    }


def _sender(entry: Entry) -> str:
    if entry.token:
        return entry.token.name
    if entry.member is None:
        return entry.get_source_display()
    return entry.member.employee.alias if entry.member.employee else entry.member.get_role_display()
