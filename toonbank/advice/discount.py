"""Bought, but nearly always below its price: the price, or the habit, deserves a look."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import MEND, Finding
from toonbank.advice.ground import Ground
from toonbank.stats.rate import wilson

LEAST = 10
MOSTLY = 0.5


def find(ground: Ground) -> Iterator[Finding]:
    for addon in ground.addons:
        sure = wilson(addon.sold_cheaper, addon.sold)
        if addon.sold < LEAST or sure.low is None or sure.low <= MOSTLY:
            continue
        yield Finding(
            "discount",
            MEND,
            addon.id,
            addon.name,
            _("Try {addon} without a discount for two weeks, or lower its price for everybody."),
            _("{cheaper} of the {sold} that were sold went below the price."),
            {"cheaper": addon.sold_cheaper, "sold": addon.sold},
        )
