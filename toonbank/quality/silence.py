"""Days on which the shop is usually open and nothing was logged."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Day
from toonbank.quality.ground import Ground, weekday_of
from toonbank.quality.verdict import LOOK, Fix, Verdict

# Open on at least this many of the eight same weekdays before.
USUALLY = 5


def check(ground: Ground) -> Iterator[Verdict]:
    usual = Counter(weekday_of(day) for day in ground.earlier)
    silent = [
        day
        for day in ground.days_over
        if day not in ground.logged and usual[weekday_of(day)] >= USUALLY and ground.receipts.get(day) != 0
    ]
    if not silent:
        return
    yield Verdict(
        "silence",
        LOOK,
        _("Nothing was logged on {day}, although you are usually open then."),
        {"day": Day(silent[-1]), "days": len(silent)},
        plural=_("Nothing was logged on {days} days on which you are usually open, the last one {day}."),
        count=len(silent),
        fix=Fix("notes", silent[-1]),
    )
