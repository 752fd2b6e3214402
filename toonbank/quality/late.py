"""Was the day logged as it went, or all at once before closing?"""

from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Day
from toonbank.quality.ground import Ground, Seen, share
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict
from toonbank.stats.batch import MINUTES, batch

SHORTEST_DAY = 4 * 60
LEAST = 6
MANY_DAYS = 0.2


def check(ground: Ground) -> Iterator[Verdict]:
    days = {day: _by_hand(ground.by_day[day]) for day in ground.days_over if day in ground.by_day}
    days = {day: tickets for day, tickets in days.items() if len(tickets) >= LEAST}
    expected = MINUTES / _usual_minutes(ground)
    late = {day: count for day, tickets in days.items() if (count := _late(tickets, expected))}
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
        numbers=frozenset({"suggestion_rate", "attach_rate", "bought_per_eligible"}),
        fix=Fix("tickets", worst),
    )


def _by_hand(tickets: list[Seen]) -> list[Seen]:
    return [ticket for ticket in tickets if ticket.by_hand]


def _usual_minutes(ground: Ground) -> float:
    """From the first to the last ticket of a usual day."""
    spans = [
        (hand[-1].at - hand[0].at).total_seconds() / 60
        for tickets in ground.earlier_by_day.values()
        if len(hand := _by_hand(tickets)) >= LEAST
    ]
    return max(SHORTEST_DAY, median(spans) if spans else SHORTEST_DAY)


def _late(tickets: list[Seen], expected: float) -> int:
    """How many of them came in one go at the end; 0 when that may be chance."""
    end = tickets[-1].at - timedelta(minutes=MINUTES)
    # The last ticket defines the end, so it is no evidence itself.
    late = sum(ticket.at >= end for ticket in tickets[:-1])
    return late + 1 if batch(late, len(tickets) - 1, expected).batched else 0
