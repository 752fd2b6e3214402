"""Step three of the guide: what may be offered, from the ready list of the trade."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog import aliases
from toonbank.catalog.models import Kind, ServiceType
from toonbank.catalog.shared import adoptable
from toonbank.catalog.starting import FirstAddon, start_addons
from toonbank.catalog.trades import LANGUAGES, TRADES, Trade, TradeAddon, trade, trades
from toonbank.doors.pages.fields import MoneyField
from toonbank.doors.pages.page import page, saved
from toonbank.doors.pages.start import guide, sent
from toonbank.doors.pages.start_steps import without_price
from toonbank.lib import text
from toonbank.shops import access
from toonbank.shops.models import Shop

Services = dict[str, ServiceType]


class AddonsForm(forms.Form):
    """One line for each add-on of the ready list that the shop has not got yet."""

    def __init__(self, shop: Shop, ready: Trade, services: Services, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ready, self.services = ready, services
        self.known = aliases.resolve(shop)
        self.fresh = [one for one in ready.addons if one.name.key not in self.known]
        for one in self.fresh:
            fits = any(key in services for key in one.on)
            self.fields[f"use_{one.key}"] = forms.BooleanField(required=False, initial=fits)
            for what, said, cents in (
                ("price", gettext("Price"), one.price),
                ("cost", gettext("Cost"), one.cost),
            ):
                field = MoneyField(required=False, initial=cents, label=said)
                field.locale = shop.locale
                field.widget.attrs["aria-label"] = f"{said}: {one.name}"
                self.fields[f"{what}_{one.key}"] = field

    def rows(self) -> Iterator[dict[str, Any]]:
        kinds: dict[str, Any] = dict(Kind.choices)
        for one in self.fresh:
            yield {
                "addon": one,
                "kind": kinds[one.kind] if one.kind != Kind.CROSS_SELL else "",
                "on": ", ".join(service.name for service in self._on(one)),
                **{what: self[f"{what}_{one.key}"] for what in ("use", "price", "cost")},
            }

    def present(self) -> list[str]:
        fresh = {one.key for one in self.fresh}
        return [self.known[one.name.key].name for one in self.ready.addons if one.key not in fresh]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for one in self._wanted():
            if data.get(f"price_{one.key}") is None and f"price_{one.key}" not in self.errors:
                self.add_error(f"price_{one.key}", gettext("Fill in a price."))
        if not self.errors and not self._wanted():
            raise forms.ValidationError(gettext("Tick at least one."))
        return data

    def save(self, shop: Shop) -> None:
        names = {one.key: one.name.key for one in self.ready.addons}
        start_addons(shop, [self._first(one, names) for one in self._wanted()])

    def _wanted(self) -> list[TradeAddon]:
        return [one for one in self.fresh if self.cleaned_data.get(f"use_{one.key}")]

    def _on(self, one: TradeAddon) -> tuple[ServiceType, ...]:
        return tuple(self.services[key] for key in one.on if key in self.services)

    def _first(self, one: TradeAddon, names: dict[str, str]) -> FirstAddon:
        cost = self.cleaned_data[f"cost_{one.key}"]
        return FirstAddon(
            name=one.name,
            kind=one.kind,
            price=self.cleaned_data[f"price_{one.key}"],
            cost=cost,
            # What the owner left as it stood is our guess, and stays marked as one.
            estimated=cost == one.cost,
            script=one.script,
            service_types=self._on(one),
            season=one.season,
            season_name=one.season_name,
            better_than=names.get(one.better_than, ""),
            better_than_service=self.services.get(one.better_than_service),
            parts=tuple(names[key] for key in one.parts),
        )


@require_http_methods(["GET", "POST"])
def addons(request: HttpRequest, slug: str) -> HttpResponse:
    """`?trade=phone&screen=12` says which service type a service of the list became in this shop."""
    seat = access.seat(request, slug, access.MANAGE)
    shop = seat.shop
    mine = list(ServiceType.objects.filter(shop=shop, archived=False))
    asked = request.GET.get("trade", "") or likely(mine)
    ready = trade(asked, shop.locale) if asked else None
    form = AddonsForm(shop, ready, _became(request, ready, mine), sent(request)) if ready else None
    if request.method == "POST" and form and saved(form, lambda _data: form.save(shop)):
        then = "start_prices" if without_price(shop) else "start_team"
        return redirect(reverse(then, args=[slug]))
    choice = [(one.key, one.name) for one in trades(get_language() or shop.locale)]
    context = {
        **guide(seat, "start_addons"),
        "trades": choice,
        "ready": ready,
        "from_chain": len(adoptable(shop)),
    }
    return page(request, seat, "start_addons", context, form)


def likely(services: Iterable[ServiceType]) -> str:
    """The trade that has most of these service types; "" when none has any."""
    mine = {service.key for service in services}

    def shared(key: str) -> int:
        return max(len(mine & {text.key(one.name) for one in trade(key, to).services}) for to in LANGUAGES)

    best = max(TRADES, key=shared)
    return best if shared(best) else ""


def _became(request: HttpRequest, ready: Trade | None, mine: list[ServiceType]) -> Services:
    """By the address one came with, or else by their names."""
    numbers, names = {str(one.pk): one for one in mine}, {one.key: one for one in mine}
    found = {}
    for one in ready.services if ready else ():
        service = numbers.get(request.GET.get(one.key, "")) or names.get(text.key(one.name))
        if service:
            found[one.key] = service
    return found
