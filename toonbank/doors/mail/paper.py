"""A report ready to be put on paper: titles, sentences, figures and tables in one language, no markup.

Text, mail and PDF each draw the same Paper: what is added to it here appears in all three.
"""

from dataclasses import dataclass

from toonbank.doors.report_view import Cell, ShownTable


@dataclass(frozen=True)
class Finding:
    """`title` is empty where the sentence names what it is about; `address` is where to `act`."""

    title: str
    sentence: str
    evidence: str = ""
    address: str = ""
    act: str = ""


@dataclass(frozen=True)
class Figure:
    title: str
    said: str
    note: str = ""
    draft: bool = False
    formula: str = ""

    @classmethod
    def of(cls, cell: Cell) -> "Figure":
        formula = f"{cell.metric.formula()}. {cell.metric.caution()}".strip()
        note = " · ".join(filter(None, (cell.sums, cell.interval, cell.change)))
        return cls(cell.metric.title(), cell.said, note, cell.draft, formula)


@dataclass(frozen=True)
class Section:
    """Any of its parts may be empty. `big` starts a new page on paper: a shop within a chain."""

    title: str
    lead: str = ""
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    table: ShownTable | None = None
    big: bool = False


@dataclass(frozen=True)
class Paper:
    """`kind` is week, chain_week or day; `subject` says the finding; `address` opens the same on screen."""

    kind: str
    language: str
    place: str
    title: str
    subtitle: str
    subject: str
    sentences: tuple[str, ...]
    sections: tuple[Section, ...]
    note: str = ""
    address: str = ""
    file_name: str = "toonbank"
