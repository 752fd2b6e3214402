"""What every page has in common: the seat in its context, one way to save a form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from toonbank.lib.errors import Conflict, Refused
from toonbank.shops.access import Seat

Save = Callable[[dict[str, Any]], object]


def page(
    request: HttpRequest, seat: Seat, template: str, context: dict[str, Any], form: forms.Form | None = None
) -> HttpResponse:
    """`context["section"]` marks the place in the navigation; a form with errors answers 422."""
    wrong = form is not None and form.is_bound and bool(form.errors)
    # Worked out once: a table links every number to its tickets.
    behind = reverse("behind", args=[seat.shop.slug]) if seat.shop else ""
    shown = {"seat": seat, "form": form, "behind_page": behind, **context}
    return render(request, f"pages/{template}.html", shown, status=422 if wrong else 200)


def form_page(
    request: HttpRequest,
    seat: Seat,
    form: forms.Form,
    save: Save,
    then: str,
    context: dict[str, Any],
    template: str = "form",
) -> HttpResponse:
    """Shows the form; saves it when it was sent and is right, and goes on to `then`."""
    if request.method == "POST" and saved(form, save):
        messages.success(request, gettext("Saved."))
        return redirect(then)
    return page(request, seat, template, {"back": then, **context}, form)


def saved(form: forms.Form, save: Save) -> bool:
    """What the rooms refuse is said at the field it is about."""
    if not form.is_valid():
        return False
    try:
        save(form.cleaned_data)
    except Refused as error:
        said = " ".join(filter(None, (error.text(gettext), error.hint_text(gettext))))
        form.add_error(error.field if error.field in form.fields else None, said)
        return False
    return True


def done(request: HttpRequest, act: Callable[[], object], then: str) -> HttpResponse:
    """For a button without fields: what is refused is said on the page one comes back to."""
    try:
        act()
        messages.success(request, gettext("Saved."))
    except (Refused, Conflict) as error:
        messages.error(request, error.text(gettext))
    return redirect(then)
