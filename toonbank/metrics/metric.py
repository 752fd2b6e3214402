"""A metric as a value: what is counted, per what, in which unit, in words."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext

from toonbank.metrics.measures import MEASURES, Measure

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
