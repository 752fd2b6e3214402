"""May we trust it? Every check, one list; each looks at the same ground and says what it saw."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from toonbank.lib.periods import Period
from toonbank.quality import (
    clocks,
    coverage,
    duplicates,
    gaps,
    heaping,
    late,
    odd_days,
    only_yes,
    outcomes,
    outside_list,
    prices,
    silence,
    thin,
    unassigned,
)
from toonbank.quality.ground import Ground
from toonbank.quality.verdict import Verdict
from toonbank.shops.models import Shop

Check = Callable[[Ground], Iterator[Verdict]]
# In the order in which they are read: what is missing, what may be wrong, what is odd.
CHECKS: tuple[Check, ...] = (
    silence.check,
    coverage.check,
    gaps.check,
    outcomes.check,
    unassigned.check,
    outside_list.check,
    prices.check,
    duplicates.check,
    only_yes.check,
    late.check,
    heaping.check,
    odd_days.check,
    clocks.check,
    thin.check,
)
# Those that can make a number a draft, and which: a page waits for no other. In the same order.
DOUBTING: tuple[tuple[Check, frozenset[str]], ...] = (
    (coverage.check, coverage.NUMBERS),
    (outcomes.check, outcomes.NUMBERS),
    (outside_list.check, outside_list.NUMBERS),
    (prices.check, prices.NUMBERS),
    (duplicates.check, duplicates.NUMBERS),
    (only_yes.check, only_yes.NUMBERS),
    (late.check, late.NUMBERS),
)


def verdicts(shop: Shop, period: Period, now: datetime) -> tuple[Verdict, ...]:
    """All that is worth a look in the period, doubts first. A constant number of queries."""
    ground = Ground.of(shop, period, now)
    found = [verdict for check in CHECKS for verdict in check(ground)]
    return tuple(sorted(found, key=lambda verdict: not verdict.doubtful))


def doubting(ground: Ground, numbers: Collection[str]) -> tuple[Verdict, ...]:
    """Only what makes one of these numbers a draft: nothing else is looked for."""
    wanted = (check for check, touched in DOUBTING if not touched.isdisjoint(numbers))
    return tuple(verdict for check in wanted for verdict in check(ground) if verdict.doubtful)


def doubts(found: Iterable[Verdict]) -> dict[str, Verdict]:
    """The numbers that can't carry a decision, each with the first reason."""
    reasons: dict[str, Verdict] = {}
    for verdict in found:
        if verdict.doubtful:
            for number in sorted(verdict.numbers):
                reasons.setdefault(number, verdict)
    return reasons
