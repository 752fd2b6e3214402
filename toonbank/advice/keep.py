"""Sells and is offered: nothing to change, and worth knowing."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import KEEP, Finding
from toonbank.advice.ground import Ground, Seen
from toonbank.advice.quick_win import is_rarely_offered, pays
from toonbank.metrics.sentence import About, Share

MOST = 2


def find(ground: Ground) -> Iterator[Finding]:
    """The ones that bring in most."""
    good = [
        addon
        for addon in ground.addons
        if not is_rarely_offered(addon) and addon.suggestion.tries and pays(addon, ground.shop.offer_cost)
    ]
    for addon in sorted(good, key=lambda one: -_per_week(ground, one))[:MOST]:
        yield Finding(
            "keep",
            KEEP,
            addon.id,
            addon.name,
            _("Keep offering {addon} as you do."),
            _("It is offered on {share} of the visits it fits and brings in about {worth} profit a week."),
            {"share": Share(addon.suggestion.value or 0.0), "worth": About(_per_week(ground, addon))},
            _per_week(ground, addon),
        )


def _per_week(ground: Ground, addon: Seen) -> float:
    return addon.attach.hits * (addon.margin or 0) / ground.weeks
