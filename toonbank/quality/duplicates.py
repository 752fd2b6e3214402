"""The same visit logged twice: one receipt number on two tickets of a day."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground, share
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict

MANY = 0.02
NUMBERS = frozenset({"tickets", "suggestion_rate", "revenue", "profit"})


def check(ground: Ground) -> Iterator[Verdict]:
    numbers = ground.receipt_numbers.items()
    times = Counter((day, receipt) for day, receipts in numbers for receipt in receipts)
    twice = {key: count for key, count in times.items() if count > 1}
    if not twice:
        return
    (day, receipt), _count = max(twice.items(), key=lambda one: one[0])
    extra = sum(count - 1 for count in twice.values())
    yield Verdict(
        "duplicates",
        DOUBT if share(extra, ground.number) > MANY else LOOK,
        _("Receipt {receipt} stands on two tickets: is it one visit?"),
        {"receipt": receipt, "receipts": len(twice)},
        plural=_(
            "{receipts} receipt numbers stand on more than one ticket, {receipt} for one: is it one visit?"
        ),
        count=len(twice),
        numbers=NUMBERS,
        days=frozenset(day for day, _receipt in twice),
        fix=Fix("tickets", day),
    )
