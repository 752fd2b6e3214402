"""Which add-ons fitted a visit, in words: shared by the page, the API and the command line."""

from typing import Any

from django.utils.translation import gettext

from toonbank.catalog.models import ALWAYS
from toonbank.ledger.fitting import Fitting, fitting
from toonbank.ledger.models import Ticket
from toonbank.lib.periods import day_from_int
from toonbank.shops.models import Shop


def fitting_view(shop: Shop, ticket: Ticket) -> list[dict[str, Any]]:
    return [_one(one) for one in fitting(shop, ticket)]


def _one(one: Fitting) -> dict[str, Any]:
    """`rule_since`: first day of the rule that decided; null when always so, or without a rule."""
    since = one.why.since
    return {
        "addon": one.addon.id,
        "name": one.addon.name,
        "eligible": one.why.fits,
        "offered": one.offered,
        "why": one.why.code,
        "reason": gettext(one.why.message).format(**one.why.params),
        "rule_since": None if since in (None, ALWAYS) else day_from_int(since or 0).isoformat(),
    }
