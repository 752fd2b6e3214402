"""Which add-ons fitted a visit, in words: shared by the page, the API and the command line."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from toonbank.catalog.explain import WORDING, Why
from toonbank.catalog.models import ALWAYS
from toonbank.catalog.snapshot import catalog_of
from toonbank.doors.day_words import day_said, season_said
from toonbank.ledger.fitting import Fitting, fitting
from toonbank.ledger.models import Moment, Ticket
from toonbank.lib.money import format_cents
from toonbank.lib.periods import day_from_int
from toonbank.shops.models import Shop

Formats = Mapping[str, Callable[[Any], str]]


def fitting_view(shop: Shop, ticket: Ticket) -> list[dict[str, Any]]:
    formats = _formats(shop)
    return [_one(one, formats) for one in fitting(shop, ticket)]


def _one(one: Fitting, formats: Formats) -> dict[str, Any]:
    """`why`: the first reason as a code. `rule_since`: first day of the rule that decided; null when always
    so, or without a rule."""
    first = one.why[0]
    return {
        "addon": one.addon.id,
        "name": one.addon.name,
        "eligible": one.fits,
        "offered": one.offered,
        "why": first.code,
        "reason": _said(one.why, formats),
        "hints": [_said([hint], formats) for hint in one.hints],
        "rule_since": day_from_int(first.since).isoformat() if first.since else None,
    }


def _said(reasons: Iterable[Why], formats: Formats) -> str:
    """The sentences one after another, then since when the rule says so."""
    reasons = list(reasons)
    said = [gettext(WORDING[one.code]).format(**_worded(one.params, formats)) for one in reasons]
    since = next((one.since for one in reasons if one.since), ALWAYS)
    if since != ALWAYS:
        said.append(gettext("Rule since {day}.").format(day=formats["day"](since)))
    return " ".join(said)


def _worded(params: dict[str, Any], formats: Formats) -> dict[str, str]:
    return {name: formats[name](value) for name, value in params.items()}


def _formats(shop: Shop) -> Formats:
    services, words = catalog_of(shop).service_types, get_language() or shop.locale

    def money(cents: int) -> str:
        return format_cents(cents, shop.currency, shop.locale)

    return {
        "name": str,
        "day": lambda day: day_said(day, shop.locale),
        "last": lambda day: day_said(day, shop.locale),
        "season": lambda season: season_said(season, words),
        "services": lambda named: ", ".join(name for pk, name in services.items() if pk in named),
        "moments": lambda codes: ", ".join(str(one.label) for one in Moment if one.value in codes),
        "share": lambda share: f"{share} %",
        "price": money,
        "job": money,
    }
