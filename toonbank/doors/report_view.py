"""A report's plain values as the words and pictures of a template: shared by the pages and the mail."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from toonbank.catalog.addons import waiting
from toonbank.doors.behind_link import behind_query
from toonbank.doors.doubt_view import doubted
from toonbank.lib.periods import Period
from toonbank.metrics.answer import Value
from toonbank.metrics.labels import Label
from toonbank.metrics.metric import Metric
from toonbank.metrics.shown import Shown
from toonbank.metrics.state import DRAFT
from toonbank.metrics.wording import days_said as days_said
from toonbank.reports.charts import BarChart, rate_bars
from toonbank.reports.noted import Noted
from toonbank.reports.overview import Line, Overview, Table
from toonbank.reports.sentences import addon_line, paragraph
from toonbank.shops.models import Shop

HEADLINES = (
    "tickets",
    "suggestion_rate",
    "attach_rate",
    "revenue_per_ticket",
    "profit_per_ticket",
    "cross_sell_ratio",
)


@dataclass(frozen=True)
class Cell:
    metric: Metric
    said: str
    sums: str
    interval: str
    change: str
    state: str
    # Why it is a draft, may be acted on or is firm, and when it will be.
    reason: str
    # The check of the log that makes it a draft; see quality/trust.py.
    check: str = ""
    # What is asked on the page of the tickets behind it; see behind_link.py.
    behind: str = ""

    @property
    def draft(self) -> bool:
        return self.state == DRAFT


@dataclass(frozen=True)
class ShownTable:
    key: str
    title: str
    by: str
    heads: tuple[Metric, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    charts: tuple[BarChart, ...]
    finding: str


def report_context(shop: Shop, found: Overview) -> dict[str, Any]:
    shown = Shown.of(shop)
    return {
        "shop": shop,
        "period": days_said(found.period),
        "earlier": days_said(found.before),
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "empty": found.empty,
        "sentences": paragraph(found, shown),
        "headlines": [_cell(found.total, name, shown, found.period) for name in HEADLINES],
        "tables": [] if found.empty else [_table(table, shown, found.period) for table in found.tables],
        "left_out": found.left_out,
        "doubts": doubted(found.doubts, found.period),
        "noted": noted_view(found.noted, shown),
        "waiting": {addon.name for addon in waiting(shop)},
    }


def noted_view(found: Noted, shown: Shown) -> dict[str, Any]:
    """For the template `reports/noted.html`."""
    return {"lines": found.lines(), "alike": found.alike(shown)}


def _table(table: Table, shown: Shown, period: Period) -> ShownTable:
    unnamed = gettext("Not filled in")
    return ShownTable(
        key=table.by.key,
        title=gettext("By {dimension}").format(dimension=table.by.title().lower()),
        by=table.by.title(),
        heads=table.metrics,
        rows=tuple(
            (
                unnamed if line.label is None else str(line.label),
                tuple(
                    _cell(line, metric.key, shown, period, (table.by.key, line.label))
                    for metric in table.metrics
                ),
            )
            for line in table.lines
        ),
        charts=tuple(rate_bars(table, name, shown, unnamed) for name in ("suggestion_rate", "attach_rate")),
        finding=_finding(table, shown),
    )


def _finding(table: Table, shown: Shown) -> str:
    """One sentence above the picture: the line with the most offers, in numbers."""
    first = next((line for line in table.lines if line.now["attach_rate"].tries), None)
    if first is None:
        return gettext("Nothing was offered in this period.")
    return addon_line(first if first.label is not None else _unnamed(first), shown)


def _unnamed(line: Line) -> Line:
    return Line(gettext("Not filled in"), line.now, line.before)


def _cell(line: Line, name: str, shown: Shown, period: Period, *where: tuple[str, Label]) -> Cell:
    behind = behind_query(line.now[name], period, where)
    return shown_cell(line.now[name], shown, line.before.get(name), behind)


def shown_cell(value: Value, shown: Shown, before: Value | None = None, behind: str = "") -> Cell:
    """One number as a table shows it, next to what it was before."""
    return Cell(
        metric=value.metric,
        said=shown.number(value),
        sums=shown.sums(value),
        interval=shown.interval(value),
        change=_change(value, before, shown) if before else "",
        state=value.state.name,
        reason=value.state.reason(),
        check=value.state.check,
        behind=behind,
    )


def _change(now: Value, before: Value, shown: Shown) -> str:
    """What it was may be doubted while what it is may not."""
    said = shown.change(now, before)
    return gettext("{change} (draft)").format(change=said) if said and before.state.check else said
