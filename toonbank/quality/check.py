"""May we trust it? Every check, one list; each looks at the same ground and says what it saw."""

from collections.abc import Callable, Iterator

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
