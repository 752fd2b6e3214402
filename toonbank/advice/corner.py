"""The four corners: converts and rarely offered, sells, offered and dead, neither; or not known yet."""

from django.utils.translation import gettext_noop as _

from toonbank.stats.prior import USUAL, Prior
from toonbank.stats.rate import Rate
from toonbank.stats.special import beta_cdf

QUICK_WIN, KEEP, STOP, NEITHER, UNKNOWN = "quick_win", "keep", "stop", "neither", "unknown"
NAMES = {
    QUICK_WIN: _("Quick win: sells, rarely offered"),
    KEEP: _("Keep: sells and is offered"),
    STOP: _("Stop or reword: offered, hardly ever bought"),
    NEITHER: _("Neither: hardly offered, hardly bought"),
    UNKNOWN: _("Too early to say"),
}
# Offered on fewer than this share of the visits it fits is rarely.
RARELY = 0.60
SURE = 0.90


def corner(suggestion: Rate, attach: Rate, margin: int | None, cost: int) -> str:
    """By whether an offer pays for itself for nine chances in ten, or surely does not."""
    if not margin or margin < 0 or not attach.tries or suggestion.value is None:
        return UNKNOWN
    belief = Prior(*USUAL).after(attach)
    dead = float(beta_cdf(min(1.0, cost / margin), belief.al, belief.be))
    rarely = suggestion.value < RARELY
    if dead < 1 - SURE:
        return QUICK_WIN if rarely else KEEP
    if dead > SURE:
        return NEITHER if rarely else STOP
    return UNKNOWN
