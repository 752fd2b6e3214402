"""The weekly report as something to send or keep: text, and one HTML file that needs nothing else."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from toonbank.doors.report_view import report_context
from toonbank.reports.weekly import Weekly

STYLES = ("pages/style.css", "pages/report.css")


def as_text(report: Weekly) -> str:
    return render_to_string("mail/week.txt", _context(report))


def as_html(report: Weekly) -> str:
    styles = "".join(Path(str(finders.find(name))).read_text(encoding="utf-8") for name in STYLES)
    # Our own files, no visitor's words: escaping would break the quotes in them.
    return render_to_string("mail/week.html", {**_context(report), "styles": mark_safe(styles)})


def _context(report: Weekly) -> dict[str, Any]:
    return {"week": report.label, **report_context(report.shop, report.overview)}
