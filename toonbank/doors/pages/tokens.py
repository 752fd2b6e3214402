"""Keys for tills and other machines: issued, shown once, revoked."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.pages import shown
from toonbank.doors.pages.page import done, page, saved
from toonbank.shops import access
from toonbank.shops.models import Token
from toonbank.shops.tokens import MAX_NAME, issue
from toonbank.shops.tokens import revoke as revoke_token

SCOPES = [
    (access.LOG, _("Log visits")),
    (access.READ, _("Read the numbers")),
    (access.MANAGE, _("Change the list of add-ons")),
]


class TokenForm(forms.Form):
    name = forms.CharField(label=_("For what"), max_length=MAX_NAME, help_text=_("Like “till at the door”."))
    scopes = forms.MultipleChoiceField(
        label=_("It may"), choices=SCOPES, widget=forms.CheckboxSelectMultiple, initial=[access.LOG]
    )


@never_cache
@require_http_methods(["GET", "POST"])
def token_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The secret is shown in the answer itself, once: it is stored nowhere."""
    seat = access.seat(request, slug, access.OWN)
    form = TokenForm(request.POST or None)
    fresh = None

    def save(data: dict[str, Any]) -> None:
        nonlocal fresh
        fresh = issue(seat.shop, **data, user=seat.member.user if seat.member else None)

    if request.method == "POST" and saved(form, save):
        form = TokenForm()
    found = Token.objects.filter(shop=seat.shop, revoked_at=None, device=None).order_by("name")
    rows = [(token, _may(token), shown.moment(seat.shop, token.created_at)) for token in found]
    return page(
        request, seat, "tokens", {"section": "people", "part": "tokens", "tokens": rows, "fresh": fresh}, form
    )


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.OWN)
    found = access.own(seat, Token, pk=pk)
    return done(request, lambda: revoke_token(found, timezone.now()), reverse("tokens", args=[slug]))


def _may(token: Token) -> str:
    named = dict(SCOPES)
    return ", ".join(str(named[scope]) for scope in token.scopes.split())
