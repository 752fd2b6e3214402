"""Training cards in a browser that is logged in, and for the manager who passed and what is vague."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from toonbank.catalog.definitions_card import lines
from toonbank.catalog.training import Agreement, Result, Trainee, agreement, answer, has_passed, team
from toonbank.catalog.training_cards import CARDS, CHOICES, Card
from toonbank.doors.pages import shown
from toonbank.doors.pages.page import page
from toonbank.lib.errors import Forbidden
from toonbank.metrics.shown import Shown
from toonbank.shops import access
from toonbank.shops.members import linked_employee
from toonbank.shops.models import Shop


@require_http_methods(["GET", "POST"])
def training(request: HttpRequest, slug: str) -> HttpResponse:
    """All cards on one page; what was answered comes back with the reason."""
    seat = access.seat(request, slug, access.LOG, access.READ)
    context: dict[str, Any] = {"section": "me", "definitions": lines()}
    try:
        employee = linked_employee(seat)
    except Forbidden as error:
        return page(request, seat, "training", {**context, "not_linked": error})
    results: dict[str, Result] = {}
    if request.method == "POST":
        given = [(card.key, choice) for card in CARDS if (choice := request.POST.get(card.key))]
        results = {one.card.key: one for one in answer(employee, given, timezone.now())}
    context |= {
        "cards": [_card(card, results.get(card.key)) for card in CARDS],
        "answered": bool(results),
        "right": sum(one.right for one in results.values()),
        "passed": has_passed(employee),
    }
    return page(request, seat, "training", context)


@require_safe
def training_team(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    context = {
        "section": "people",
        "people": [_person(seat.shop, one) for one in team(seat.shop)],
        "cards": [_agreed(seat.shop, one) for one in agreement(seat.shop)],
        "number": len(CARDS),
    }
    return page(request, seat, "training_team", context)


def _card(card: Card, result: Result | None) -> dict[str, Any]:
    return {
        "key": card.key,
        "situation": gettext(card.situation),
        "choices": [
            (key, gettext(CHOICES[key]), result is not None and result.choice == key) for key in card.choices
        ],
        "result": result,
        "why": gettext(card.why),
        "right": gettext(CHOICES[card.right]),
    }


def _person(shop: Shop, one: Trainee) -> dict[str, Any]:
    passed = shown.moment(shop, one.passed_at) if one.passed_at else ""
    return {"name": one.employee.alias, "answered": one.answered, "passed": passed}


def _agreed(shop: Shop, one: Agreement) -> dict[str, Any]:
    share = "" if one.right is None else Shown.of(shop).percent(one.right / one.people)
    return {
        "situation": gettext(one.card.situation),
        "right": gettext(CHOICES[one.card.right]),
        "share": share,
        "sums": "" if one.right is None else f"{one.right} / {one.people}",
        "people": one.people,
    }
