"""What an import did, or would do: the same answer for people and for machines."""

from dataclasses import asdict, dataclass, field
from typing import Any

from toonbank.catalog.notices import Notice
from toonbank.doors.files.arrivals import Arrivals
from toonbank.doors.files.drafts import TicketDraft
from toonbank.doors.files.names import spelling
from toonbank.ledger.bulk import Counts
from toonbank.ledger.models import Outcome
from toonbank.lib.table import Table


@dataclass
class Report:
    """`created` lists names by what they are; `left_out` counts what the file holds and we did not take."""

    dry_run: bool
    lines: int
    tickets: int
    offers: int = 0
    bought: int = 0
    first_day: str | None = None
    last_day: str | None = None
    new: int = 0
    same: int = 0
    corrected: int = 0
    created: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    dropped_columns: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        plain = {name: value for name, value in asdict(self).items() if name != "notices"}
        return plain | {"notices": [{"code": one.code, **one.params} for one in self.notices]}


def begun(
    table: Table, dropped: list[str], tickets: list[TicketDraft], new: Arrivals, dry_run: bool
) -> Report:
    """Everything the file itself says; what became of it is counted later."""
    outcomes = [offer.outcome for ticket in tickets for offer in ticket.offers]
    days = sorted({ticket.day.isoformat() for ticket in tickets})
    return Report(
        dry_run=dry_run,
        lines=len(table.rows),
        tickets=len(tickets),
        offers=len(outcomes),
        bought=outcomes.count(Outcome.BOUGHT.value),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        created={kind: names for kind, names in _created(new).items() if names},
        left_out={"empty_lines": table.empty} if table.empty else {},
        dropped_columns=dropped,
    )


def count(report: Report, counts: Counts, by_hand: int) -> None:
    report.new, report.same, report.corrected = counts.created, counts.same, counts.corrected
    if by_hand:
        report.left_out["corrected_by_hand"] = by_hand


def _created(new: Arrivals) -> dict[str, list[str]]:
    return {
        "employees": [spelling(use.name) for use in new.names.employees.values()],
        "service_types": [spelling(use.name) for use in new.names.service_types.values()],
        "addons" if new.listed else "unmatched": [spelling(use.name) for use in new.names.addons.values()],
        "scripts": [spelling(use.name) for use in new.names.scripts.values()],
    }
