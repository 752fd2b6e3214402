"""Pictures as plain geometry: lengths in per cent of the width, for a template to draw."""

from dataclasses import dataclass

from toonbank.metrics.answer import Value
from toonbank.metrics.shown import NOTHING, Shown
from toonbank.metrics.state import DRAFT
from toonbank.reports.overview import Line, Table

MAX_BARS = 15


@dataclass(frozen=True)
class Bar:
    """`length`, `low`, `high`: 0 to 100; the last two None without an interval."""

    label: str
    said: str
    interval: str
    sums: str
    length: float
    low: float | None
    high: float | None
    draft: bool

    @property
    def span(self) -> float:
        return 0.0 if self.low is None or self.high is None else round(self.high - self.low, 2)


@dataclass(frozen=True)
class BarChart:
    title: str
    bars: tuple[Bar, ...]
    more: int


def rate_bars(table: Table, metric: str, shown: Shown, unnamed: str) -> BarChart:
    """One bar per line that has something to divide by, as the table is sorted; rates span 0 to 100 %."""
    lines = [line for line in table.lines if line.now[metric].value is not None]
    bars = tuple(_bar(line, line.now[metric], shown, unnamed) for line in lines[:MAX_BARS])
    title = next((found.title() for found in table.metrics if found.key == metric), metric)
    return BarChart(title, bars, more=max(0, len(lines) - MAX_BARS))


def _bar(line: Line, value: Value, shown: Shown, unnamed: str) -> Bar:
    return Bar(
        label=unnamed if line.label is None else str(line.label),
        said=shown.number(value),
        interval=shown.interval(value) or NOTHING,
        sums=shown.sums(value),
        length=_percent(value.value) or 0.0,
        low=_percent(value.low),
        high=_percent(value.high),
        draft=value.state.name == DRAFT,
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)
