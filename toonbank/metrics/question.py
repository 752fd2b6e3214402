"""What is asked: which metrics, split by what, for which rows, over which days."""

from dataclasses import dataclass, field

from toonbank.lib.periods import Period
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.metric import Metric

Where = tuple[tuple[Dimension, tuple[int | str | None, ...]], ...]


@dataclass(frozen=True)
class Question:
    """`shops` are ids that the asker may read; `where` holds stored values (ids, codes), see choices.py.

    `today` is the running business day (20261122): tickets of it that are still open are left out.
    `merged`: some add-on of these shops counts as another; the engine fills it in, see roots.py.
    `whole`: the days of the period of which this question asks a part, see closed.py.
    """

    metrics: tuple[Metric, ...]
    shops: tuple[int, ...]
    by: tuple[Dimension, ...] = ()
    where: Where = field(default=(), hash=False)
    period: Period | None = None
    today: int | None = None
    merged: bool = False
    whole: int | None = None

    @property
    def days(self) -> int | None:
        """Of the whole period; None is everything."""
        return self.whole or (self.period.days if self.period else None)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What it is split or narrowed by."""
        return (*self.by, *(dimension for dimension, _values in self.where))
