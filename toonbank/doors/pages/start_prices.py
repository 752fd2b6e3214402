"""Step four of the guide: every add-on's price and cost in one table."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.addons import active
from toonbank.catalog.facts import in_force
from toonbank.catalog.models import ALWAYS, Addon, Price
from toonbank.catalog.prices import NewPrice, set_prices
from toonbank.doors.pages import shown
from toonbank.doors.pages.fields import MoneyField
from toonbank.doors.pages.page import page, saved
from toonbank.doors.pages.start import guide, sent
from toonbank.ledger.models import Ticket
from toonbank.shops import access
from toonbank.shops.models import Shop

Amounts = tuple[int | None, int | None]


class PricesForm(forms.Form):
    """Only what was changed is saved; a guess that is left as it was stays a guess."""

    def __init__(self, shop: Shop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day = shown.today(shop)
        self.addons = active(shop, self.day)
        self.now = _now(self.addons, self.day)
        for addon in self.addons:
            price = self.now.get(addon.pk)
            for what, said in (("price", gettext("Price")), ("cost", gettext("Cost"))):
                field = MoneyField(required=False, label=said)
                field.initial = getattr(price, f"unit_{what}", None)
                field.locale = shop.locale
                field.widget.attrs["aria-label"] = f"{said}: {addon.name}"
                self.fields[f"{what}_{addon.pk}"] = field

    def rows(self) -> Iterator[dict[str, Any]]:
        for addon in self.addons:
            price = self.now.get(addon.pk)
            yield {
                "addon": addon,
                "estimated": price is not None and price.estimated,
                **{what: self[f"{what}_{addon.pk}"] for what in ("price", "cost")},
            }

    def clean(self) -> dict[str, Any]:
        for addon in self.addons:
            price, cost = self._amounts(addon)
            wrong = {f"price_{addon.pk}", f"cost_{addon.pk}"} & set(self.errors)
            if price is None and not wrong and (cost is not None or addon.pk in self.now):
                self.add_error(f"price_{addon.pk}", gettext("Fill in a price."))
        return self.cleaned_data

    def changed(self, begun: bool) -> list[NewPrice]:
        """Valid always while nothing was logged or no price was known; from today on after that."""
        found = []
        for addon in self.addons:
            price, cost = self._amounts(addon)
            now = self.now.get(addon.pk)
            if price is not None and (now is None or (price, cost) != (now.unit_price, now.unit_cost)):
                day = self.day if begun and now else ALWAYS
                found.append(NewPrice(addon, price, cost, day, free=price == 0))
        return found

    def _amounts(self, addon: Addon) -> Amounts:
        data = self.cleaned_data
        return data.get(f"price_{addon.pk}"), data.get(f"cost_{addon.pk}")


@require_http_methods(["GET", "POST"])
def prices(request: HttpRequest, slug: str) -> HttpResponse:
    seat = access.seat(request, slug, access.MANAGE)
    shop = seat.shop
    form = PricesForm(shop, sent(request))
    begun = Ticket.objects.filter(shop=shop).exists()
    if request.method == "POST" and saved(form, lambda _data: set_prices(shop, form.changed(begun))):
        return redirect(reverse("start_team", args=[slug]))
    return page(request, seat, "start_prices", guide(seat, "start_prices"), form)


def _now(addons: list[Addon], day: int) -> dict[int, Price]:
    rows: dict[int, list[Price]] = {}
    for row in Price.objects.filter(addon__in=[addon.pk for addon in addons]).order_by("valid_from"):
        rows.setdefault(row.addon_id, []).append(row)
    return {addon: now for addon, found in rows.items() if (now := in_force(found, day))}
