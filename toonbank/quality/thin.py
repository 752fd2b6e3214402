"""Too few tickets to say anything: no fault, only patience."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground
from toonbank.quality.verdict import LOOK, Verdict

LEAST = 30


def check(ground: Ground) -> Iterator[Verdict]:
    count = ground.number
    if 0 < count < LEAST and ground.period.days >= 7:
        yield Verdict(
            "thin",
            LOOK,
            _("One ticket is little to go by: read the numbers as a first draft."),
            {"tickets": count},
            plural=_("{tickets} tickets are little to go by: read the numbers as a first draft."),
            count=count,
        )
