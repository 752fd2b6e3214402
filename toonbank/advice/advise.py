"""What to do next. Every rule, one list; each looks at the same ground and says what it is sure enough of."""

from collections.abc import Callable, Iterator
from datetime import datetime

from toonbank.advice import discount, keep, only_on, price, quick_win, season, stop
from toonbank.advice.finding import KEEP, LEAVE, MEND, PUSH, Finding
from toonbank.advice.ground import Ground
from toonbank.lib.periods import Period
from toonbank.shops.models import Shop

Rule = Callable[[Ground], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    quick_win.find,
    only_on.find,
    stop.find,
    price.find,
    discount.find,
    season.find,
    keep.find,
)
# What brings in most is read first, praise last.
CORNERS = (PUSH, MEND, LEAVE, KEEP)
GIVES_WAY_TO: dict[str, frozenset[str]] = {
    "keep": frozenset({"only_on", "price", "discount", "out_of_season"}),
    "quick_win": frozenset({"only_on", "out_of_season"}),
    "reword": frozenset({"only_on", "price", "out_of_season"}),
    "stop": frozenset({"only_on", "out_of_season"}),
}


def findings(shop: Shop, period: Period, now: datetime) -> tuple[Finding, ...]:
    """By corner, in each what is worth most first. Eight weeks or more make it worth asking."""
    ground = Ground(shop, period, now)
    found = _agreeing([finding for rule in RULES for finding in rule(ground)])
    return tuple(sorted(found, key=lambda one: (CORNERS.index(one.corner), -one.worth, one.name)))


def _agreeing(found: list[Finding]) -> list[Finding]:
    """No two that say the opposite of one add-on: what is more exact goes first."""
    rules: dict[int, set[str]] = {}
    for finding in found:
        rules.setdefault(finding.addon, set()).add(finding.rule)
    return [one for one in found if not rules[one.addon] & GIVES_WAY_TO.get(one.rule, frozenset())]
