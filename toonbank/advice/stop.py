"""Offered often, hardly ever bought: say it differently once, then stop."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import LEAVE, MEND, Finding
from toonbank.advice.ground import Ground, Seen
from toonbank.catalog.snapshot import catalog_of
from toonbank.metrics.sentence import Money
from toonbank.stats.dead import dead

OFTEN = 20


def find(ground: Ground) -> Iterator[Finding]:
    for addon in ground.addons:
        if not is_dead(addon, ground.shop.offer_cost):
            continue
        reword = _tried(ground, addon) < 2
        yield Finding(
            "reword" if reword else "stop",
            MEND if reword else LEAVE,
            addon.id,
            addon.name,
            _("Say {addon} differently: try another sentence for two weeks.")
            if reword
            else _("Stop offering {addon}, or change what it is or costs."),
            _(
                "Of {offered} offers {bought} were bought. A sale brings in {brings}: that does not pay for"
                " the time it takes to offer it ({cost} each)."
            ),
            {
                "offered": addon.attach.tries,
                "bought": addon.attach.hits,
                "brings": Money(addon.margin or 0),
                "cost": Money(ground.shop.offer_cost),
            },
            _lost(ground, addon),
        )


def is_dead(addon: Seen, cost: int) -> bool:
    if addon.margin is None or addon.attach.tries < OFTEN:
        return False
    return dead(addon.attach, addon.margin, addon.prior, cost).dead


def _tried(ground: Ground, addon: Seen) -> int:
    """How many sentences were in force until now."""
    return len(catalog_of(ground.shop).addons[addon.id].scripts)


def _lost(ground: Ground, addon: Seen) -> float:
    """Cents a week that offering it costs more than it brings in."""
    brings = addon.belief.mean * (addon.margin or 0)
    return max(0.0, ground.shop.offer_cost - brings) * addon.attach.tries / ground.weeks
