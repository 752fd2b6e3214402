"""Tablets whose clock is wrong: their tickets were put right, the clock was not."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground
from toonbank.quality.verdict import LOOK, Fix, Verdict


def check(ground: Ground) -> Iterator[Verdict]:
    found = ground.lacking["clock"].number
    if found:
        yield Verdict(
            "clocks",
            LOOK,
            _("The clock of a tablet is wrong: the time of one ticket was corrected."),
            {"number": found},
            plural=_("The clock of a tablet is wrong: the times of {number} tickets were corrected."),
            count=found,
            fix=Fix("devices"),
        )
