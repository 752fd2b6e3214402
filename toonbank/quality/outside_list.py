"""Names that came in with a file and are in nobody's list."""

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground, share
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict

MANY = 0.05
NUMBERS = frozenset({"suggestion_rate", "bought_per_eligible"})


def check(ground: Ground) -> Iterator[Verdict]:
    rows = ground.offer_rows.filter(addon__listed=False, addon__counts_as=None)
    found = rows.aggregate(offers=Count("pk"), names=Count("addon", distinct=True))
    if not found["offers"]:
        return
    yield Verdict(
        "outside_list",
        DOUBT if share(found["offers"], max(1, ground.offers["offered"])) > MANY else LOOK,
        _("One name is not in your list; {offers} offers stand under it. Say what it is."),
        {"names": found["names"], "offers": found["offers"]},
        plural=_("{names} names are not in your list; {offers} offers stand under them. Say what they are."),
        count=found["names"],
        numbers=NUMBERS,
        fix=Fix("names"),
    )
