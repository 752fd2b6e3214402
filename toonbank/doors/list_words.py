"""What a file would change on the list, in words: shared by the page and the command line."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.catalog.list_plan import Difference
from toonbank.catalog.models import ALWAYS, Kind
from toonbank.lib.money import format_cents
from toonbank.lib.periods import day_from_int
from toonbank.shops.models import Shop

SENTENCES = {
    "new": _("{addon}: new"),
    "name": _("{before} is called {after}"),
    "kind": _("{addon}: {before} becomes {after}"),
    "season": _("{addon}: season {before} becomes {after}"),
    "price": _("{addon}: {before} becomes {after}"),
    "script": _("{addon}: the sentence becomes “{after}”"),
    "service_types": _("{addon}: offered with {after} instead of {before}"),
    "quantity_allowed": _("{addon}: more than one can be bought: {after}"),
    "discount_allowed": _("{addon}: a discount may be given: {after}"),
    "on_list": _("{addon}: on the list: {after}"),
}


def sentence(one: Difference, shop: Shop) -> str:
    before, after = (_said(one.what, value, shop) for value in (one.before, one.after))
    return gettext(SENTENCES[one.what]).format(addon=one.addon, before=before, after=after)


def as_json(one: Difference, shop: Shop) -> dict[str, Any]:
    return {"line": one.line, "addon": one.addon, "what": one.what, "text": sentence(one, shop)}


def _said(what: str, value: Any, shop: Shop) -> str:
    if what == "price":
        return _price(value, shop)
    if what == "kind":
        return str(Kind(value).label)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return ", ".join(value) or gettext("every service")
    return str(value) if value else gettext("none")


def _price(value: Any, shop: Shop) -> str:
    if value is None:
        return gettext("unknown")
    price, cost, *day = value
    amounts = [
        gettext("unknown") if one is None else format_cents(one, shop.currency, shop.locale)
        for one in (price, cost)
    ]
    since = f" ({day_from_int(day[0]).isoformat()})" if day and day[0] != ALWAYS else ""
    return gettext("price {price}, cost {cost}").format(price=amounts[0], cost=amounts[1]) + since
