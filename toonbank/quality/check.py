"""May we trust it? Every check, one list; each looks at the same ground and says what it saw."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from toonbank.lib.periods import Period
from toonbank.metrics.answer import Answer
from toonbank.metrics.shown import Shown
from toonbank.quality import (
    clocks,
    coverage,
    duplicates,
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


def verdicts(shop: Shop, period: Period, now: datetime) -> tuple[Verdict, ...]:
    """All that is worth a look in the period, doubts first. A constant number of queries."""
    ground = Ground.of(shop, period, now)
    found = [verdict for check in CHECKS for verdict in check(ground)]
    return tuple(sorted(found, key=lambda verdict: not verdict.doubtful))


def doubts(found: Iterable[Verdict]) -> dict[str, Verdict]:
    """The numbers that can't carry a decision, each with the first reason."""
    reasons: dict[str, Verdict] = {}
    for verdict in found:
        if verdict.doubtful:
            for number in sorted(verdict.numbers):
                reasons.setdefault(number, verdict)
    return reasons


def doubted(answer: Answer, found: Iterable[Verdict], shown: Shown) -> Answer:
    """The answer with every number that a verdict makes doubtful as a draft, the verdict as its reason."""
    return answer.doubted(
        {number: partial(verdict.sentence, shown) for number, verdict in doubts(found).items()}
    )
