"""A Paper set by typst: tagged, with its language, in the font we bring along.

What people typed travels as data beside the layout and is never read as markup.
"""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext

from toonbank.doors.mail.paper import Figure, Finding, Paper, Section
from toonbank.doors.report_view import Cell, ShownTable
from toonbank.reports.charts import BarChart

HOME = Path(__file__).resolve().parents[2] / "templates" / "pdf"
STANDARD = "ua-1"


def pdf(paper: Paper) -> bytes:
    """Words in the active language. PDF/UA unless a name holds signs our font lacks: then tagged as well,
    but without that promise."""
    try:
        return _compiled(paper, [STANDARD])
    except typst.TypstError:
        return _compiled(paper, [])


def _compiled(paper: Paper, standards: list[Any]) -> bytes:
    made = typst.compile(
        HOME / "report.typ",
        root=HOME,
        font_paths=[HOME / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(paper))},
        pdf_standards=standards,
        format="pdf",
    )
    assert isinstance(made, bytes)
    return made


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "language": paper.language,
        "place": paper.place,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "sentences": paper.sentences,
        "note": paper.note,
        "sections": [_section(section) for section in paper.sections],
        "words": {
            "draft": gettext("draft"),
            "page": gettext("Page {page} of {pages}"),
            "sure": gettext("line = 95 %% sure") % (),
            "formulas": gettext("How is this counted?"),
        },
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "lead": section.lead,
        "big": section.big,
        "sentences": section.sentences,
        "figures": [_figure(figure) for figure in section.figures],
        "findings": [_finding(finding) for finding in section.findings],
        "charts": [_chart(chart) for chart in section.table.charts] if section.table else [],
        "table": _table(section.table) if section.table else None,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"title": figure.title, "said": figure.said, "note": figure.note, "draft": figure.draft}


def _finding(finding: Finding) -> dict[str, Any]:
    return {"title": finding.title, "sentence": finding.sentence, "evidence": finding.evidence}


def _chart(chart: BarChart) -> dict[str, Any]:
    bars = [
        {
            "label": bar.label,
            "said": bar.said,
            "interval": bar.interval,
            "length": bar.length,
            "low": bar.low,
            "high": bar.high,
            "draft": bar.draft,
        }
        for bar in chart.bars
    ]
    return {"title": chart.title, "bars": bars}


def _table(table: ShownTable) -> dict[str, Any]:
    return {
        "by": table.by,
        "heads": [metric.title() for metric in table.heads],
        "formulas": [f"{m.title()}: {m.formula()}. {m.caution()}".strip() for m in table.heads],
        "rows": [{"label": label, "cells": [_cell(cell) for cell in cells]} for label, cells in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    small = [part for part in (cell.sums, cell.interval, cell.change) if part]
    return {"said": cell.said, "small": small, "draft": cell.draft}
