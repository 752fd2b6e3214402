"""Sells with one service and not with the others: offer it only there."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.advice.finding import MEND, Finding
from toonbank.advice.ground import Ground, Seen
from toonbank.metrics.sentence import Share
from toonbank.stats.dead import dead
from toonbank.stats.difference import difference
from toonbank.stats.rate import Rate, wilson
from toonbank.stats.special import beta_cdf

LEAST = 15
SURE = 0.90


def find(ground: Ground) -> Iterator[Finding]:
    for addon in ground.addons:
        if (best := _only(addon, ground.shop.offer_cost)) is None:
            continue
        there = addon.by_service[best]
        rest = _rest(addon, best)
        yield Finding(
            "only_on",
            MEND,
            addon.id,
            addon.name,
            _("Offer {addon} with {service} only."),
            _(
                "With {service} {bought} of {offered} customers bought it ({share}), with all other work"
                " {rest_bought} of {rest_offered} ({rest_share})."
            ),
            {
                "service": best,
                "bought": there.hits,
                "offered": there.tries,
                "share": Share(there.value or 0.0),
                "rest_bought": rest.hits,
                "rest_offered": rest.tries,
                "rest_share": Share(rest.value or 0.0),
            },
            rest.tries / ground.weeks * ground.shop.offer_cost,
            service_type=best,
        )


def _only(addon: Seen, cost: int) -> str | None:
    """The service on which it surely pays, when on the rest together it surely does not."""
    known = {name: rate for name, rate in addon.by_service.items() if rate.tries >= LEAST}
    if addon.margin is None or addon.margin <= 0 or len(addon.by_service) < 2 or not known:
        return None
    best = max(known, key=lambda name: (known[name].value or 0.0, name))
    there, rest = known[best], _rest(addon, best)
    apart = difference(wilson(there.hits, there.tries), wilson(rest.hits, rest.tries))
    belief = addon.prior.after(there)
    pays = float(beta_cdf(min(1.0, cost / addon.margin), belief.al, belief.be)) < 1 - SURE
    dies = rest.tries >= LEAST and dead(rest, addon.margin, addon.prior, cost).dead
    return best if pays and dies and apart.excludes_zero else None


def _rest(addon: Seen, best: str) -> Rate:
    return sum((rate for name, rate in addon.by_service.items() if name != best), Rate())
