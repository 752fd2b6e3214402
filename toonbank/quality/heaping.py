"""Times that pile up on the quarter: typed in afterwards, or made up."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Share
from toonbank.quality.ground import Ground, share
from toonbank.quality.verdict import LOOK, Fix, Verdict
from toonbank.stats.batch import batch

LEAST = 30
# On the minute, four of an hour; a quarter in seconds.
BY_CHANCE, TOO_MANY, QUARTER = 4 / 60, 0.25, 900


def check(ground: Ground) -> Iterator[Verdict]:
    times = [at for day in ground.by_hand.values() for at in day]
    # Every time zone is whole quarters away from UTC.
    round_times = [at for at in times if at % QUARTER == 0]
    found = batch(len(round_times), len(times), BY_CHANCE)
    if len(times) < LEAST or not found.batched or share(round_times, times) < TOO_MANY:
        return
    yield Verdict(
        "heaping",
        LOOK,
        _("{share} of the visits begin exactly on the quarter of an hour: were they logged afterwards?"),
        {"share": Share(share(round_times, times))},
        fix=Fix("training"),
    )
