"""The shop's own settings."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings as django_settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from toonbank.doors.pages.addon_forms import ShopForm
from toonbank.doors.pages.fields import MoneyField
from toonbank.doors.pages.page import form_page
from toonbank.lib import receipt_form
from toonbank.shops import access
from toonbank.shops.counter_rules import MOST_OFFERS, change_counter_rules
from toonbank.shops.models import Shop
from toonbank.shops.setup import MAX_NAME, change_settings


def zones() -> list[tuple[str, str]]:
    """The places people know; without the technical names beside them."""
    technical = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")
    known = (zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith(technical))
    return [(zone, zone) for zone in known]


class CutoffField(forms.TimeField):
    """The hour at which the day ends, as minutes after midnight."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), **options)
        self.short = True

    def clean(self, value: Any) -> Any:
        at = super().clean(value)
        return at.hour * 60 + at.minute


class SettingsForm(ShopForm):
    name = forms.CharField(label=_("Name of the shop"), max_length=MAX_NAME)
    locale = forms.ChoiceField(
        label=_("Language of e-mails, numbers and dates"), choices=django_settings.LANGUAGES
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    cutoff_minutes = CutoffField(
        label=_("The day ends at"),
        help_text=_("A visit after midnight and before this time belongs to the day before."),
    )
    offer_cost = MoneyField(
        label=_("What an offer may cost in patience"),
        help_text=_("An offer that brings in less than this on average is not suggested."),
    )
    max_offers = forms.IntegerField(
        label=_("Offers per visit, at most"),
        required=False,
        min_value=1,
        max_value=MOST_OFFERS,
        help_text=_("With more of them the counter warns, and still saves. Leave empty for no limit."),
    )
    receipt_pattern = forms.CharField(
        label=_("What a receipt number looks like"),
        max_length=receipt_form.LONGEST,
        required=False,
        help_text=_(
            "9 is a digit, A a letter, * up to 20 of both or dashes; any other sign is itself, as in R-9999."
            " Leave empty for up to 20 letters, digits, dashes and slashes."
        ),
    )
    notes_allowed = forms.BooleanField(
        label=_("Notes of at most five words on a visit"),
        required=False,
        help_text=_("Off is safer: what nobody can type, nobody can leak."),
    )


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.OWN)
    shop = seat.shop
    initial = {
        "name": shop.name,
        "locale": shop.locale,
        "timezone": shop.timezone,
        "cutoff_minutes": "{:02}:{:02}".format(*divmod(shop.cutoff_minutes, 60)),
        "offer_cost": shop.offer_cost,
        "max_offers": shop.max_offers,
        "receipt_pattern": shop.receipt_pattern,
        "notes_allowed": shop.notes_allowed,
    }
    form = SettingsForm(shop, request.POST or None, initial=initial)
    context = {"section": "settings", "title": gettext("Settings"), "start": True}
    then = reverse("settings", args=[slug])
    return form_page(request, seat, form, lambda data: _save(shop, data), then, context)


def _save(shop: Shop, data: dict[str, Any]) -> None:
    rules = {name: data.pop(name) for name in ("notes_allowed", "receipt_pattern", "max_offers")}
    # One form, so all of it or nothing.
    with transaction.atomic():
        change_settings(shop, **data)
        change_counter_rules(shop, **rules)
