"""Refused because of the price, most of the time a reason was given."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import MEND, Finding
from toonbank.advice.ground import Ground
from toonbank.ledger.models import Reason
from toonbank.metrics.sentence import Money
from toonbank.stats.rate import wilson

LEAST = 10
MOSTLY = 0.5


def find(ground: Ground) -> Iterator[Finding]:
    for addon in ground.addons:
        given = sum(addon.reasons.values())
        price = addon.reasons.get(Reason.PRICE, 0)
        if given < LEAST or addon.price is None:
            continue
        sure = wilson(price, given)
        if sure.low is None or sure.low <= MOSTLY:
            continue
        yield Finding(
            "price",
            MEND,
            addon.id,
            addon.name,
            _("Look at the price of {addon}, or offer a cheaper variant."),
            _("Of {given} refusals with a reason {price} were about the price, which is {asked} now."),
            {"given": given, "price": price, "asked": Money(addon.price)},
            (addon.margin or 0) * price / ground.weeks * 0.1,
        )
