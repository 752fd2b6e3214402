"""Notes about days unlike others: a promotion, a trainee, a heat wave."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from toonbank.doors.pages import shown
from toonbank.doors.pages.fields import DayInput
from toonbank.doors.pages.page import done, form_page
from toonbank.ledger.models import ContextNote, NoteKind
from toonbank.ledger.notes import MAX_TEXT, add_note, all_notes, remove_note
from toonbank.lib.periods import Period
from toonbank.shops import access
from toonbank.shops.access import Seat
from toonbank.shops.models import Employee, Shop


class NoteForm(forms.Form):
    kind = forms.ChoiceField(label=_("What was different"), choices=NoteKind.choices)
    first_day = forms.DateField(label=_("From"), widget=DayInput(), input_formats=["%Y-%m-%d"])
    last_day = forms.DateField(
        label=_("Up to and including"),
        widget=DayInput(),
        input_formats=["%Y-%m-%d"],
        required=False,
        help_text=_("Leave empty when it was one day."),
    )
    employee = forms.ModelChoiceField(
        Employee.objects.none(),
        label=_("About whom"),
        required=False,
        empty_label=_("The whole shop"),
    )
    text = forms.CharField(
        label=_("In a few words"),
        max_length=MAX_TEXT,
        required=False,
        help_text=_("No names of customers. For example: “second phone half price”."),
    )

    def __init__(self, shop: Shop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        employees = self.fields["employee"]
        assert isinstance(employees, forms.ModelChoiceField)
        employees.queryset = Employee.objects.filter(shop=shop).order_by("alias")
        for name in ("first_day", "last_day", "kind", "employee"):
            self.fields[name].short = True  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def note_list(request: HttpRequest, slug: str) -> HttpResponse:
    """`?day=2026-11-21` fills in the day, for links from a page that shows it."""
    seat = access.seat(request, slug, access.MANAGE)
    day = request.GET.get("day", "")
    form = NoteForm(seat.shop, request.POST or None, initial={"first_day": day})
    rows = [
        {
            "note": note,
            "first": shown.day(seat.shop, note.first_day),
            "last": shown.day(seat.shop, note.last_day) if note.last_day != note.first_day else "",
        }
        for note in all_notes(seat.shop)
    ]
    context = {"section": "notes", "rows": rows}
    then = reverse("notes", args=[slug])
    return form_page(request, seat, form, lambda data: _add(seat, data), then, context, "notes")


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    note = access.own(seat, ContextNote, pk=pk)
    return done(request, lambda: remove_note(note), reverse("notes", args=[slug]))


def _add(seat: Seat, data: dict[str, Any]) -> None:
    first = data["first_day"]
    period = Period.between(first, data["last_day"] or first)
    add_note(seat, data["kind"], period, data["employee"], data["text"])
