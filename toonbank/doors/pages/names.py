"""Names: what came in with files, what looks alike, other spellings, and the merges that were done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from toonbank.catalog import aliases
from toonbank.catalog.addons import listed, put_on_list
from toonbank.catalog.different import tell_apart
from toonbank.catalog.merges import merge_of, unmerge
from toonbank.catalog.models import Addon, Alias, Merge
from toonbank.doors.pages import shown
from toonbank.doors.pages.name_forms import AliasForm, PairForm
from toonbank.doors.pages.page import done, form_page, page
from toonbank.ledger.spellings import LEAST, LookAlike, Waiting, names_to_settle
from toonbank.reports.likeness import why
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.models import Member, Shop

# The most used first; the others come when these are settled.
AT_ONCE = 50


@require_safe
def names(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.READ)
    return page(request, seat, "names", _context(seat), AliasForm(seat.shop))


@require_POST
def add_alias(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    form = AliasForm(seat.shop, request.POST)
    then = reverse("names", args=[slug])
    now = timezone.now()
    return form_page(
        request, seat, form, lambda data: aliases.add(**data, now=now), then, _context(seat), "names"
    )


@require_POST
def remove_alias(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    alias = access.own(seat, Alias, pk=pk)
    return done(request, lambda: aliases.remove(alias), reverse("names", args=[slug]))


@require_POST
def keep(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It is an add-on of its own."""
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    return done(request, lambda: put_on_list(addon), reverse("names", args=[slug]))


@require_POST
def different(request: HttpRequest, slug: str) -> HttpResponse:
    """Two names that look alike are two things."""
    seat = access.seat(request, slug, access.MANAGE)
    form = PairForm(seat.shop, request.POST)
    form.is_valid()
    one, other = (access.own(seat, Addon, pk=form.key(name)) for name in ("addon", "into"))
    return done(request, lambda: tell_apart(one, other, timezone.now()), reverse("names", args=[slug]))


@require_POST
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    merged = merge_of(seat.shop, pk)
    return done(request, lambda: unmerge(merged, timezone.now()), reverse("names", args=[slug]))


def _context(seat: Seat) -> dict[str, Any]:
    shop = seat.shop
    found = names_to_settle(shop)
    on_list = list(listed(shop))
    return {
        "section": "catalog",
        "waiting": [_waiting(shop, one, on_list) for one in found.waiting[:AT_ONCE]],
        "later": len(found.waiting[AT_ONCE:]),
        "alike": [_alike(one) for one in found.look_alikes],
        "spellings": _spellings(shop),
        **_merges(shop),
    }


def _waiting(shop: Shop, one: Waiting, on_list: list[Addon]) -> dict[str, Any]:
    likely = [proposal.into for proposal in one.proposals]
    return {
        "addon": one.addon,
        "tickets": one.tickets,
        "first": shown.day(shop, one.first_day) if one.first_day else "",
        "last": shown.day(shop, one.last_day) if one.last_day else "",
        "best": _alike(one.proposals[0]) if one.proposals else None,
        "likely": likely,
        "clear": bool(one.proposals) and one.proposals[0].score >= LEAST,
        "others": [addon for addon in on_list if addon not in likely],
    }


def _alike(one: LookAlike) -> dict[str, Any]:
    return {"addon": one.addon, "into": one.into, "percent": round(100 * one.score), "why": why(one)}


def _spellings(shop: Shop) -> list[dict[str, Any]]:
    """By the add-on they mean; those of a merge go when it is undone."""
    merged = set(Addon.objects.filter(shop=shop, counts_as__isnull=False).values_list("key", flat=True))
    found = Alias.objects.filter(shop=shop).select_related("addon").order_by("addon__key", "name")
    return [{"alias": alias, "of_merge": alias.key in merged} for alias in found]


def _merges(shop: Shop) -> dict[str, Any]:
    rows = Merge.objects.filter(addon__shop=shop).order_by("-pk")
    found = rows.select_related("addon", "into", "done_by__employee", "undone_by__employee")
    return {
        "merged": [_merge(shop, row) for row in found if not row.undone_at],
        "undone": [_merge(shop, row) for row in found if row.undone_at],
    }


def _merge(shop: Shop, row: Merge) -> dict[str, Any]:
    who = row.undone_by if row.undone_at else row.done_by
    return {"merge": row, "when": shown.moment(shop, row.undone_at or row.done_at), "by": _who(who)}


def _who(member: Member | None) -> str:
    if member is None:
        return ""
    return member.employee.alias if member.employee else str(member.get_role_display())
