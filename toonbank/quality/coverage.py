"""Were all visits logged? Against what the till counted, else against gaps in the receipt numbers."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Day, Share
from toonbank.quality.ground import Ground, Seen
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict
from toonbank.stats.coverage import coverage

ENOUGH, TOO_LITTLE = 0.95, 0.80
# Fewer receipt numbers than this say nothing about the ones in between.
LEAST_NUMBERS, LEAST_SHARE = 5, 0.8
PER_TICKET = frozenset(
    ("tickets", "suggestion_rate", "bought_per_eligible", "offers_per_ticket", "revenue_per_ticket")
    + ("profit_per_ticket", "cross_sell_ratio", "up_sell_ratio", "eligible_tickets")
)


def check(ground: Ground) -> Iterator[Verdict]:
    counted = [day for day in ground.days_over if day in ground.receipts]
    logged = sum(min(len(ground.by_day.get(day, [])), ground.receipts[day]) for day in counted)
    receipts = sum(ground.receipts[day] for day in counted)
    if receipts:
        yield from _counted(logged, receipts, counted)
    else:
        yield from _numbered(ground)


def _counted(logged: int, receipts: int, days: list[int]) -> Iterator[Verdict]:
    found = coverage([], tickets=logged, receipts=receipts).rate
    if found.value is None or found.value >= ENOUGH:
        return
    yield Verdict(
        "coverage",
        DOUBT if found.value < TOO_LITTLE else LOOK,
        _(
            "Of {receipts} receipts of the till {logged} were logged ({share})."
            " Visits without an offer count too."
        ),
        {"receipts": receipts, "logged": logged, "share": Share(found.value)},
        numbers=PER_TICKET,
        fix=Fix("till_counts", days[-1]),
    )


def _numbered(ground: Ground) -> Iterator[Verdict]:
    """The day with the most receipt numbers missing in between."""
    gaps = [(missing, day) for day in ground.days_over if (missing := _missing(ground.by_day.get(day, [])))]
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


def _missing(tickets: list[Seen]) -> int:
    numbers = [int(digits[0]) for ticket in tickets if (digits := re.findall(r"\d{1,12}$", ticket.receipt))]
    if len(numbers) < LEAST_NUMBERS or len(numbers) < LEAST_SHARE * len(tickets):
        return 0
    found = coverage(numbers)
    gaps = sum(last - first + 1 for first, last in found.missing)
    # Numbers of two tills, or of a whole year, lie too far apart to be gaps.
    return gaps if gaps <= len(numbers) else 0
