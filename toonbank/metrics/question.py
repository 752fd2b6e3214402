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
    """

    metrics: tuple[Metric, ...]
    shops: tuple[int, ...]
    by: tuple[Dimension, ...] = ()
    where: Where = field(default=(), hash=False)
    period: Period | None = None
    today: int | None = None
    merged: bool = False

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What it is split or narrowed by."""
        return (*self.by, *(dimension for dimension, _values in self.where))
