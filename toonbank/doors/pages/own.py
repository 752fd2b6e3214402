"""Own numbers of whoever is logged in, and who that is at the counter."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from toonbank.doors.own_view import own_view
from toonbank.doors.pages.page import done, page
from toonbank.lib.errors import Forbidden
from toonbank.shops import access
from toonbank.shops.members import link_employee, linked_employee
from toonbank.shops.models import Employee, Member


@never_cache
@require_safe
def me(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.LOG, access.READ)
    try:
        own = own_view(linked_employee(seat), timezone.now())
    except Forbidden as error:
        return page(request, seat, "me", {"section": "me", "not_linked": error})
    return page(request, seat, "me", {"section": "me", "own": own})


@require_POST
def link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`employee` is the key of one of the shop's employees, or empty to take the link away."""
    seat = access.seat(request, slug, access.OWN)
    member = access.own(seat, Member, pk=pk)
    sent = request.POST.get("employee", "")
    employee = access.own(seat, Employee, pk=sent) if sent else None
    return done(request, lambda: link_employee(member, employee), reverse("members", args=[slug]))
