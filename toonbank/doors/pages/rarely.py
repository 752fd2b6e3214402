"""Which add-ons on the list are hardly ever offered, for a list that has grown too long."""

from collections.abc import Iterable
from datetime import timedelta

from toonbank.catalog.models import Addon
from toonbank.lib.periods import Period, day_from_int
from toonbank.metrics import definitions, dimensions
from toonbank.metrics.engine import answer
from toonbank.metrics.question import Question
from toonbank.shops.models import Shop

LOOK_BACK = timedelta(days=55)
NAMED = 3


def rarely_offered(shop: Shop, addons: Iterable[Addon], today: int) -> list[Addon]:
    """The least offered of the last eight weeks; never offered comes first."""
    day = day_from_int(today)
    question = Question(
        (definitions.BY_KEY["offers"],),
        (shop.pk,),
        by=(dimensions.BY_KEY["addon"],),
        period=Period.between(day - LOOK_BACK, day),
    )
    counts = {row.labels["addon"]: row.values["offers"].hits for row in answer(question).rows}
    return sorted(addons, key=lambda addon: counts.get(addon.name, 0))[:NAMED]
