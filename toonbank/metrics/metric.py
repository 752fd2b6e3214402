"""A metric as a value: what is counted, per what, in which unit, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext

from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.measures import MEASURES, TILL, Measure

MINUS = " − "


class Shape(Enum):
    """How the sums of a metric become its number."""

    COUNT = "count"  # hits
    RATE = "rate"  # hits ÷ tries, each try a hit or not
    MEAN = "mean"  # hits ÷ tries, each try any number


class Unit(Enum):
    NUMBER = "number"
    PERCENT = "percent"
    CENTS = "cents"


@dataclass(frozen=True)
class Metric:
    """`left_out` names the reasons (see left_out.py) for which a ticket takes no part in this metric;
    `unknown` counts the purchases that are missing from it.

    It can be split or narrowed by what its `hits` know: tickets know no add-on, receipts of the till know
    no employee. Its `tries` then stay whole, where they do not know it, as the tickets per add-on do.
    """

    key: str
    name: str
    shape: Shape
    unit: Unit
    hits: str
    tries: str | None = None
    caveat: str = ""
    left_out: tuple[str, ...] = ()
    unknown: str | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        keys = [self.hits]
        if self.tries:
            keys.append(self.tries)
        if self.unknown:
            keys.append(self.unknown)
        if self.shape is Shape.MEAN:
            keys += [f"{self.hits}_squared", f"{self.hits}_cubed"]
        return tuple(MEASURES[key] for key in keys)

    @property
    def asks_database(self) -> bool:
        return MEASURES[self.hits].source != TILL

    def lacks(self, dimensions: Iterable[Dimension]) -> Dimension | None:
        """The first of these by which the metric can be neither split nor narrowed."""
        source = MEASURES[self.hits].source
        return next((dimension for dimension in dimensions if source not in dimension.columns), None)

    def title(self) -> str:
        return gettext(self.name)

    def formula(self) -> str:
        """The definition in the reader's language, made from the declaration: never typed twice."""
        hits = gettext(MEASURES[self.hits].wording)
        if self.tries is None or self.shape is Shape.COUNT:
            return hits
        if MINUS in hits:
            hits = f"({hits})"
        return f"{hits} ÷ {gettext(MEASURES[self.tries].wording)}"

    def caution(self) -> str:
        return gettext(self.caveat) if self.caveat else ""
