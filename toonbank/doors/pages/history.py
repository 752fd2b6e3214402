"""Who changed what on the list, and when."""

from typing import Any

from babel.dates import format_datetime
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from toonbank.catalog.models import Addon, Change
from toonbank.doors.history_words import sentence, who
from toonbank.doors.pages.page import page
from toonbank.lib.periods import zone
from toonbank.shops import access
from toonbank.shops.models import Shop

AT_ONCE = 50


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """`?addon=12` narrows it to one add-on; newest first, a page at a time."""
    seat = access.seat(request, slug, access.READ)
    found = Change.objects.filter(shop=seat.shop)
    given = request.GET.get("addon", "")
    addon = access.own(seat, Addon, pk=given) if given else None
    if addon is not None:
        found = found.filter(addon=addon)
    rows = found.select_related("addon", "service_type", "member__user", "token")
    here = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "section": "catalog",
        "addon": addon,
        "rows": [row(change, seat.shop) for change in here],
        "here": here,
    }
    return page(request, seat, "history", context)


def row(change: Change, shop: Shop) -> dict[str, Any]:
    at = timezone.localtime(change.at, zone(shop.timezone))
    return {
        "at": format_datetime(at, "d MMM y HH:mm", locale=shop.locale),
        "who": who(change),
        "said": sentence(change, shop),
    }
