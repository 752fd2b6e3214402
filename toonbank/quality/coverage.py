"""Were all visits logged? Against what the till counted; see gaps.py where nobody counted."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.metrics.sentence import Share
from toonbank.quality.ground import Ground
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict
from toonbank.stats.coverage import coverage

ENOUGH, TOO_LITTLE = 0.95, 0.80
NUMBERS = frozenset(
    ("tickets", "suggestion_rate", "bought_per_eligible", "offers_per_ticket", "revenue_per_ticket")
    + ("profit_per_ticket", "cross_sell_ratio", "up_sell_ratio", "eligible_tickets")
)


def check(ground: Ground) -> Iterator[Verdict]:
    counted = [day for day in ground.days_over if day in ground.receipts]
    receipts = sum(ground.receipts[day] for day in counted)
    if not receipts:
        return
    logged = {day: min(ground.logged.get(day, 0), ground.receipts[day]) for day in counted}
    found = coverage([], tickets=sum(logged.values()), receipts=receipts).rate
    if found.value is None or found.value >= ENOUGH:
        return
    yield Verdict(
        "coverage",
        DOUBT if found.value < TOO_LITTLE else LOOK,
        _(
            "Of {receipts} receipts of the till {logged} were logged ({share})."
            " Visits without an offer count too."
        ),
        {"receipts": receipts, "logged": sum(logged.values()), "share": Share(found.value)},
        numbers=NUMBERS,
        fix=Fix("till_counts", counted[-1]),
        days=frozenset(day for day in counted if logged[day] < ground.receipts[day]),
    )
