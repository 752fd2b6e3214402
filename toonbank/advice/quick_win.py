"""Converts well, rarely offered: the money that lies on the counter, as a range."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.advice.corner import RARELY, SURE
from toonbank.advice.finding import PUSH, Finding
from toonbank.advice.ground import Ground, Seen
from toonbank.metrics.sentence import About, Share
from toonbank.stats.quickwin import Seller, quick_win
from toonbank.stats.special import beta_cdf

TARGET, WORTH_SAYING = 0.80, 0.15
# A colleague's own rate is a target others can reach, when it rests on enough visits.
LEAST_VISITS = 20
LEAST_OFFERS, LEAST_PER_WEEK = 10, 250


def find(ground: Ground) -> Iterator[Finding]:
    for addon in ground.addons:
        if not is_rarely_offered(addon) or not pays(addon, ground.shop.offer_cost):
            continue
        sellers = [
            Seller(rate.tries / ground.weeks, rate.hits / rate.tries)
            for rate in addon.by_employee.values()
            if rate.tries
        ]
        win = quick_win(sellers, target(addon), addon.belief, addon.margin or 0)
        if win.expected < LEAST_PER_WEEK or win.low <= 0:
            continue
        yield Finding(
            "quick_win",
            PUSH,
            addon.id,
            addon.name,
            _("Offer {addon} more often: to {target} of the visits it fits, instead of {share}."),
            _(
                "Of {offered} offers {bought} were bought. Expected: {expected} a week extra ({low} to"
                " {high}); if the next customers respond as well, {alike}."
            ),
            {
                "target": Share(target(addon)),
                "share": Share(addon.suggestion.value or 0.0),
                "offered": addon.attach.tries,
                "bought": addon.attach.hits,
                "expected": About(win.expected),
                "low": About(win.low),
                "high": About(win.high),
                "alike": About(win.if_alike),
            },
            win.expected,
        )


def is_rarely_offered(addon: Seen) -> bool:
    rate = addon.suggestion.value
    return rate is not None and rate < RARELY


def pays(addon: Seen, cost: int) -> bool:
    """An offer brings in more than it costs, for nine chances in ten."""
    if not addon.margin or addon.margin <= 0 or addon.attach.tries < LEAST_OFFERS:
        return False
    threshold = cost / addon.margin
    return threshold < 1 and float(beta_cdf(threshold, addon.belief.al, addon.belief.be)) < 1 - SURE


def target(addon: Seen) -> float:
    """What the colleague who offers it most reaches, at most four in five; else half the way there."""
    known = [rate.hits / rate.tries for rate in addon.by_employee.values() if rate.tries >= LEAST_VISITS]
    own = addon.suggestion.value or 0.0
    best = min(TARGET, max(known, default=own))
    return best if best >= own + WORTH_SAYING else round((own + TARGET) / 2, 2)
