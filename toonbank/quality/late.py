"""Was the day logged as it went, or all at once before closing?"""

from collections.abc import Iterator
from statistics import median

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Day
from toonbank.quality.ground import Ground, share
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict
from toonbank.stats.batch import MINUTES, batch

SHORTEST_DAY, LONGEST_DAY = 4 * 60, 24 * 60
LEAST = 6
MANY_DAYS = 0.2
NUMBERS = frozenset({"suggestion_rate", "attach_rate", "bought_per_eligible"})


def check(ground: Ground) -> Iterator[Verdict]:
    days = {day: times for day in ground.days_over if len(times := ground.by_hand.get(day, [])) >= LEAST}
    # What chance can do even in a shop that never closes needs no look at when this one does.
    if not _late_days(days, MINUTES / LONGEST_DAY):
        return
    late = _late_days(days, MINUTES / _usual_minutes(ground))
    if not late:
        return
    worst = max(late, key=lambda day: (late[day], day))
    yield Verdict(
        "late",
        DOUBT if share(len(late), len(days)) > MANY_DAYS and len(late) > 1 else LOOK,
        _(
            "On {day} {late} of {tickets} visits were logged in the last twenty minutes."
            " Logging at once is surer."
        ),
        {"day": Day(worst), "late": late[worst], "tickets": len(days[worst]), "days": len(late)},
        plural=_(
            "On {days} days many visits were logged just before closing; on {day} {late} of {tickets}."
            " Logging at once is surer."
        ),
        count=len(late),
        numbers=NUMBERS,
        days=frozenset(late),
        fix=Fix("tickets", worst),
    )


def _late_days(days: dict[int, list[int]], expected: float) -> dict[int, int]:
    return {day: count for day, times in days.items() if (count := _late(times, expected))}


def _usual_minutes(ground: Ground) -> float:
    """From the first to the last ticket of a usual day."""
    spans = [minutes for tickets, minutes in ground.earlier_spans if tickets >= LEAST]
    return min(LONGEST_DAY, max(SHORTEST_DAY, median(spans) if spans else SHORTEST_DAY))


def _late(times: list[int], expected: float) -> int:
    """How many of them came in one go at the end; 0 when that may be chance."""
    end = times[-1] - 60 * MINUTES
    # The last ticket defines the end, so it is no evidence itself.
    late = sum(at >= end for at in times[:-1])
    return late + 1 if batch(late, len(times) - 1, expected).batched else 0
