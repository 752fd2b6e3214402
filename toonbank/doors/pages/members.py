"""Who may log in: invited, given another role, removed."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.pages.page import done, page, saved
from toonbank.shops import access
from toonbank.shops.members import SHOP_ROLES, invite, remove_member, set_role
from toonbank.shops.models import Employee, Member, Role

ROLES = [(role.value, role.label) for role in SHOP_ROLES]


class InviteForm(forms.Form):
    email = forms.CharField(label=_("E-mail address"), widget=forms.EmailInput, max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=ROLES,
        initial=Role.MANAGER.value,
        help_text=_(
            "Counter: log visits. Manager: also see the numbers and change the list. "
            "Owner: also people and settings."
        ),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def member_list(request: HttpRequest, slug: str) -> HttpResponse:
    """A new password is shown in the answer itself, once: it is stored nowhere in plain."""
    seat = access.seat(request, slug, access.OWN)
    form = InviteForm(request.POST or None)
    fresh = None

    def save(data: dict[str, str]) -> None:
        nonlocal fresh
        fresh = invite(seat.shop, **data)

    if request.method == "POST" and saved(form, save):
        form = InviteForm()
    found = Member.objects.filter(shop=seat.shop).select_related("user").order_by("user__email")
    people = Employee.objects.filter(shop=seat.shop, left_at=None).order_by("alias_key")
    context = {
        "section": "people",
        "part": "members",
        "members": found,
        "roles": ROLES,
        "people": people,
        "fresh": fresh,
    }
    return page(request, seat, "members", context, form)


@require_POST
def role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.OWN)
    found = access.own(seat, Member, pk=pk)
    wanted = request.POST.get("role", "")
    return done(request, lambda: set_role(found, wanted), reverse("members", args=[slug]))


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.OWN)
    found = access.own(seat, Member, pk=pk)
    return done(request, lambda: remove_member(found), reverse("members", args=[slug]))
