"""Step two of the guide: what the shop does, from a ready list of its trade or its own words."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.models import ServiceType
from toonbank.catalog.services import MAX_NAME
from toonbank.catalog.starting import FirstService, start_services
from toonbank.catalog.trades import Trade, trade, trades
from toonbank.doors.pages.fields import MoneyField
from toonbank.doors.pages.page import page, saved
from toonbank.doors.pages.start import guide, sent
from toonbank.lib import text
from toonbank.shops import access
from toonbank.shops.models import Shop

# Rows to write in: beside a ready list, and without one.
SOME, MORE = 2, 6
OWN_WORDS = "own"


class ServicesForm(forms.Form):
    """A row is ready, with a tick before it, or empty; what the shop has already is left out."""

    def __init__(self, shop: Shop, ready: Trade | None, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.services = {one.key: one for one in ready.services} if ready else {}
        there = set(ServiceType.objects.filter(shop=shop).values_list("key", flat=True))
        self.known = {key: one for key, one in self.services.items() if text.key(one.name) in there}
        for key, one in self.services.items():
            if key not in self.known:
                self.fields[f"use_{key}"] = forms.BooleanField(required=False, initial=True, label=one.name)
                self._row(shop, key, one.name, one.price)
        for number in range(SOME if ready else MORE):
            self._row(shop, str(number), "", None)

    def _row(self, shop: Shop, key: str, name: str, price: int | None) -> None:
        said = name or gettext("New service type")
        field = forms.CharField(required=False, max_length=MAX_NAME, initial=name)
        field.widget.attrs |= {"aria-label": said, "placeholder": "" if name else said}
        self.fields[f"name_{key}"] = field
        money = MoneyField(required=False, initial=price)
        money.locale = shop.locale
        money.widget.attrs["aria-label"] = gettext("What it usually costs: {name}").format(name=said)
        self.fields[f"price_{key}"] = money

    def rows(self) -> Iterator[dict[str, Any]]:
        for name in self.fields:
            kind, _line, key = name.partition("_")
            if kind == "name":
                use = self[f"use_{key}"] if f"use_{key}" in self.fields else None
                yield {"use": use, "name": self[name], "price": self[f"price_{key}"]}

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for key in self._wanted():
            if not data.get(f"name_{key}"):
                self.add_error(f"name_{key}", gettext("Fill in a name."))
        if not self.errors and not list(self._wanted()) and not self.known:
            raise forms.ValidationError(gettext("Tick or write at least one."))
        return data

    def _wanted(self) -> Iterator[str]:
        """A ready row when it is ticked, an empty one when something is written in it."""
        for name in [name for name in self.fields if name.startswith("name_")]:
            key = name.removeprefix("name_")
            written = self.cleaned_data.get(name) or self.cleaned_data.get(f"price_{key}") is not None
            if self.cleaned_data.get(f"use_{key}", f"use_{key}" not in self.fields and written):
                yield key

    def save(self, shop: Shop) -> dict[str, int]:
        """Makes them; the keys of the ready list with the service types they became here."""
        wanted = list(self._wanted())
        data = self.cleaned_data
        first = [FirstService(data[f"name_{key}"], data.get(f"price_{key}")) for key in wanted]
        made = start_services(shop, first)
        pairs = zip(wanted, made, strict=True)
        return {key: service.pk for key, service in pairs if key in self.services}


@require_http_methods(["GET", "POST"])
def services(request: HttpRequest, slug: str) -> HttpResponse:
    """`?trade=phone` shows that trade's list, `?trade=own` empty lines; without it one chooses."""
    seat = access.seat(request, slug, access.MANAGE)
    shop, asked = seat.shop, request.GET.get("trade", "")
    ready = trade(asked, shop.locale) if asked and asked != OWN_WORDS else None
    form = ServicesForm(shop, ready, sent(request)) if asked else None
    became: dict[str, int] = {}
    if request.method == "POST" and form and saved(form, lambda _data: became.update(form.save(shop))):
        query = urlencode({"trade": asked, **became}) if ready else ""
        return redirect(f"{reverse('start_addons', args=[slug])}?{query}".rstrip("?"))
    context = {
        **guide(seat, "start_services"),
        "trades": [(one.key, one.name) for one in trades(get_language() or shop.locale)],
        "ready": ready,
        "present": list(ServiceType.objects.filter(shop=shop, archived=False)),
    }
    return page(request, seat, "start_services", context, form)
