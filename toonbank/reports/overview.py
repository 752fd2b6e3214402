"""The numbers of a period next to those of the period before, in the same few tables every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from toonbank.lib.periods import Period, previous
from toonbank.metrics.answer import Value
from toonbank.metrics.definitions import BY_KEY as METRIC
from toonbank.metrics.dimensions import BY_KEY as DIMENSION
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.left_out import LeftOut
from toonbank.metrics.metric import Metric
from toonbank.quality.trust import Doubt, Trust
from toonbank.reports.noted import Noted, noted
from toonbank.shops.models import Shop

TOTAL = (
    "tickets", "offers", "bought", "suggestion_rate", "attach_rate", "revenue", "profit",
    "revenue_per_ticket", "profit_per_ticket", "cross_sell_ratio", "up_sell_ratio", "aov", "organic_sales",
)  # fmt: skip
TABLES = {
    "addon": ("offers", "bought", "suggestion_rate", "attach_rate", "revenue", "profit", "organic_sales"),
    "employee": ("tickets", "offers", "suggestion_rate", "attach_rate", "profit_per_ticket"),
    "service_type": (
        "tickets",
        "offers",
        "suggestion_rate",
        "attach_rate",
        "revenue_per_ticket",
        "profit_per_ticket",
    ),
}


@dataclass(frozen=True)
class Line:
    """One row of a table: `before` is empty when the period before knows no such row."""

    label: str | int | None
    now: dict[str, Value]
    before: dict[str, Value]

    def as_json(self, name: str) -> dict[str, Any]:
        return {name: self.label, **_json(self.now), "before": _json(self.before)}


@dataclass(frozen=True)
class Table:
    by: Dimension
    metrics: tuple[Metric, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        return {"by": self.by.key, "rows": [line.as_json(self.by.key) for line in self.lines]}


@dataclass(frozen=True)
class Overview:
    """Everything a page or a report shows about one period; plain values, no request, no clock."""

    period: Period
    before: Period
    total: Line
    tables: tuple[Table, ...]
    left_out: LeftOut
    doubts: tuple[Doubt, ...] = ()
    noted: Noted = field(default_factory=Noted)

    @property
    def empty(self) -> bool:
        return not self.total.now["tickets"].hits

    def table(self, by: str) -> Table:
        return next(table for table in self.tables if table.by.key == by)

    def as_json(self) -> dict[str, Any]:
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "total": {**_json(self.total.now), "before": _json(self.total.before)},
            "tables": [table.as_json() for table in self.tables],
            "left_out": {"tickets": self.left_out.tickets, "why": self.left_out.why},
            "notes": self.noted.as_json(),
        }


def overview(
    shops: Sequence[Shop],
    period: Period,
    now: datetime,
    tables: Mapping[str, tuple[str, ...]] = TABLES,
    trust: Trust | None = None,
) -> Overview:
    """The same questions of the period and of the one before; tables begin with what was offered most."""
    before = previous(period)
    trust = trust or Trust(shops, now)
    total = trust.ask(TOTAL, period=period)
    total_before = trust.ask(TOTAL, period=before)
    return Overview(
        period,
        before,
        Line(None, total.only, total_before.only),
        tuple(_table(trust, by, metrics, period, before) for by, metrics in tables.items()),
        total.left_out,
        trust.doubts,
        noted(shops, period, now, before),
    )


def _table(trust: Trust, by: str, metrics: tuple[str, ...], period: Period, before: Period) -> Table:
    earlier = {row.labels[by]: row.values for row in trust.ask(metrics, (by,), period=before).rows}
    rows = trust.ask(metrics, (by,), period=period).rows
    lines = [Line(row.labels[by], row.values, earlier.get(row.labels[by], {})) for row in rows]
    lines.sort(key=lambda line: -line.now["offers"].hits)
    return Table(DIMENSION[by], tuple(METRIC[name] for name in metrics), tuple(lines))


def _json(values: dict[str, Value]) -> dict[str, Any]:
    return {name: value.as_json() for name, value in values.items()}
