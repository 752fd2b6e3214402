"""Were all visits logged? By the receipt numbers missing in between, where nobody counted the receipts."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Day
from toonbank.quality.ground import Ground
from toonbank.quality.verdict import LOOK, Fix, Verdict
from toonbank.stats.coverage import coverage

# Fewer receipt numbers than this say nothing about the ones in between.
LEAST_NUMBERS, LEAST_SHARE = 5, 0.8


def check(ground: Ground) -> Iterator[Verdict]:
    """The day with the most receipt numbers missing in between."""
    if any(ground.receipts.get(day) for day in ground.days_over):
        return
    gaps = [(missing, day) for day in ground.days_over if (missing := _missing(ground, day))]
    if not gaps:
        return
    missing, day = max(gaps)
    yield Verdict(
        "coverage",
        LOOK,
        _("On {day} a receipt number is missing between those that were logged."),
        {"day": Day(day), "missing": missing},
        plural=_("On {day} {missing} receipt numbers are missing between those that were logged."),
        count=missing,
        fix=Fix("tickets", day),
    )


def _missing(ground: Ground, day: int) -> int:
    texts = ground.receipt_numbers.get(day, [])
    numbers = [int(digits[0]) for text in texts if (digits := re.findall(r"\d{1,12}$", text))]
    if len(numbers) < LEAST_NUMBERS or len(numbers) < LEAST_SHARE * ground.logged[day]:
        return 0
    found = coverage(numbers)
    gaps = sum(last - first + 1 for first, last in found.missing)
    # Numbers of two tills, or of a whole year, lie too far apart to be gaps.
    return gaps if gaps <= len(numbers) else 0
