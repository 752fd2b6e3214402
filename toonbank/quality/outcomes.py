"""Offers whose outcome nobody filled in: at the end of their day they count as not bought."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from toonbank.lib.periods import day_int
from toonbank.metrics.sentence import Share
from toonbank.quality.ground import Ground, share
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict

MANY = 0.10
NUMBERS = frozenset({"attach_rate", "bought", "bought_per_eligible", "revenue", "profit"})


def check(ground: Ground) -> Iterator[Verdict]:
    rows = ground.offer_rows.filter(open=1, offered=1, day__lt=day_int(ground.today))
    days = dict(rows.order_by().values("day").annotate(n=Count("pk")).values_list("day", "n"))
    if not days:
        return
    number = sum(days.values())
    part = share(number, ground.offers["offered"])
    yield Verdict(
        "outcomes",
        DOUBT if part > MANY else LOOK,
        _("One offer is still open and counts as not bought. Did the customer decide?"),
        {"number": number, "share": Share(part)},
        plural=_(
            "{number} offers are still open and count as not bought ({share} of all). What became of them?"
        ),
        count=number,
        numbers=NUMBERS,
        days=frozenset(days),
        fix=Fix("tickets", max(days)),
    )
