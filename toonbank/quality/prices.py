"""Bought, but nobody knows for how much or at what cost: missing from revenue or profit."""

from collections.abc import Collection, Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import Addon
from toonbank.quality.ground import Ground
from toonbank.quality.verdict import DOUBT, LOOK, Fix, Verdict

NUMBERS = frozenset({"profit", "profit_per_ticket"})


def check(ground: Ground) -> Iterator[Verdict]:
    unknown = Q(unit_price=None) | Q(unit_cost=None)
    rows = ground.offer_rows.filter(unknown, bought=1).values("addon", "addon__category")
    found = list(rows.annotate(times=Count("pk")).order_by("-times", "addon"))
    if not found:
        return
    times = sum(row["times"] for row in found)
    bought = max(1, ground.offers["bought"])
    yield Verdict(
        "prices",
        DOUBT if times > 0.1 * bought else LOOK,
        _("Something was bought whose price or cost is not known: it is missing from revenue or profit."),
        {"times": times, "name": found[0]["addon__category"]},
        plural=_(
            "{times} purchases have no price or cost, most of them {name}: missing from revenue or profit."
        ),
        count=times,
        numbers=NUMBERS,
        fix=Fix("addon", found[0]["addon"]),
        only={"addon": _told({row["addon"] for row in found})},
    )


def _told(ids: Collection[int]) -> frozenset[int | str]:
    """Ids and names, also those they count as."""
    addons = Addon.objects.filter(pk__in=ids).select_related("counts_as")
    known = {one for addon in addons for one in (addon, addon.counts_as) if one is not None}
    return frozenset({*(one.pk for one in known), *(one.name for one in known)})
