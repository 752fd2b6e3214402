"""A new script for an add-on, from a day on; first said out loud from the card as the counter shows it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from toonbank.catalog.models import Addon
from toonbank.catalog.scripts import set_script
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.pages import shown
from toonbank.doors.pages.addon_forms import ScriptForm
from toonbank.doors.pages.page import form_page, page
from toonbank.doors.report_view import shown_cell
from toonbank.metrics.shown import Shown
from toonbank.quality.trust import Trust
from toonbank.shops import access
from toonbank.shops.models import Shop

NUMBERS = ("offers", "bought", "attach_rate")


@require_http_methods(["GET", "POST"])
def script(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`preview` shows the card with the sentence that was typed, and stores nothing."""
    seat = access.seat(request, slug, access.MANAGE)
    addon = access.own(seat, Addon, pk=pk)
    today = shown.today(seat.shop)
    facts = catalog_of(seat.shop).addons[addon.pk]
    now = facts.script(today)
    initial = {"wording": now.wording, "valid_from": today} if now else {}
    form = ScriptForm(seat.shop, request.POST or None, initial=initial)
    price = facts.price(today)
    context: dict[str, Any] = {
        "section": "catalog",
        "title": gettext("Script"),
        "over": addon.name,
        "addon": addon,
        "price": shown.money(seat.shop, price.unit_price) if price else "",
        "said": now.wording if now else "",
        **_numbers(seat.shop, addon),
    }
    then = reverse("addon", args=[slug, pk])
    if "preview" in request.POST:
        tried = form.is_valid()
        context |= {"back": then, "tried": tried, "said": form.cleaned_data.get("wording", "")}
        return page(request, seat, "script", context, form)
    return form_page(request, seat, form, lambda data: set_script(addon, **data), then, context, "script")


def _numbers(shop: Shop, addon: Addon) -> dict[str, Any]:
    """What came of each sentence so far."""
    answer = Trust([shop], timezone.now()).ask(NUMBERS, ("script",), [("addon", addon.name)])
    rows = [
        (row.labels["script"], [shown_cell(row.values[name], Shown.of(shop)) for name in NUMBERS])
        for row in answer.rows
        if row.labels["script"] is not None
    ]
    return {"rows": rows, "heads": answer.question.metrics}
