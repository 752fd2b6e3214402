"""The neutral offer log: one line per offer; the lines of a ticket may stand anywhere in the file."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext_noop as _

from toonbank.catalog.names import AddonName
from toonbank.doors.files.columns import ADDON, SEPARATOR, Reading, addon_column, columns
from toonbank.doors.files.drafts import OfferDraft, TicketDraft, same
from toonbank.doors.files.mapping import AMOUNTS, REQUIRED, Mapping, place
from toonbank.ledger.checked import MAX_LINES
from toonbank.lib import amounts
from toonbank.lib.errors import Refused
from toonbank.lib.problems import Problems
from toonbank.lib.table import Row, Table

# The same on every line of a ticket, or left out there.
TICKET_WIDE = ("time", "service_type", "receipt", "ticket_total", "customer")
# A line without an add-on has no use for these.
OFFER_ONLY = ("kind", "outcome", "asked_by", "reason", "moment", "quantity", "unit_price", "discount")
OFFER = (*OFFER_ONLY, "unit_cost", "script", "employee")

Pick = Callable[[list[str]], tuple[str, ...]]


def read_log(
    table: Table, reading: Reading, problems: Problems, tell: Callable[[int, int], None]
) -> list[TicketDraft]:
    """In the order of their first lines; every mistake goes to `problems`."""
    places = place(table.header, reading.mapping)
    mark = amounts.decimal_mark(_amounts(table.rows, places, reading.mapping))
    log = _Log(reading, problems, mark, {name for name in OFFER_ONLY if name in places})
    pick = _picker(log.wanted, places, reading.mapping, len(table.header))
    for at, row in enumerate(table.rows):
        log.add(row.line, pick(row.cells))
        if at % 1000 == 0:
            tell(at, len(table.rows))
    for ticket in log.tickets.values():
        # Somebody sorted the list another way: that is the same ticket.
        ticket.offers.sort(key=lambda offer: offer.addon.key)
    return list(log.tickets.values())


def _picker(wanted: list[str], places: dict[str, int], mapping: Mapping, width: int) -> Pick:
    """The wanted cells of a row, with the constants and the empty ones filled in."""
    extra = ["", *(value.strip() for value in mapping.constants.values())]
    constants = {name: width + 1 + at for at, name in enumerate(mapping.constants)}
    get = itemgetter(*(places.get(name, constants.get(name, width)) for name in wanted))
    return lambda cells: get([*cells[:width], *extra])


def _amounts(rows: list[Row], places: dict[str, int], mapping: Mapping) -> dict[str, int]:
    found = {mapping.constants[name]: 1 for name in AMOUNTS if name in mapping.constants}
    for at in [places[name] for name in AMOUNTS if name in places]:
        for row in rows:
            found.setdefault(row.cells[at], row.line)
    return found


class _Log:
    """Builds the tickets line by line."""

    def __init__(self, reading: Reading, problems: Problems, mark: str, in_file: set[str]) -> None:
        self.problems = problems
        self.columns = columns(reading, mark)
        self.names = [column.name for column in self.columns]
        self.known = [column.known for column in self.columns]
        self.wanted = [*self.names, *ADDON]
        self.addon = addon_column(reading.mapping)
        self.in_file = in_file
        self.tickets: dict[str, TicketDraft] = {}

    def add(self, line: int, texts: tuple[str, ...]) -> None:
        before = self.problems.count
        read = dict(zip(self.names, self._values(line, texts), strict=True))
        addon = self.addon.read(line, SEPARATOR.join(texts[-len(ADDON) :]), self.problems)
        if self.problems.count == before:
            self._check_filled(line, read, addon, dict(zip(self.names, texts, strict=False)))
        if self.problems.count > before:
            return
        ticket = self._ticket(line, read)
        if addon is not None:
            self._offer(ticket, line, addon, read)

    def _values(self, line: int, texts: tuple[str, ...]) -> list[Any]:
        try:
            # Nearly every cell was seen before; this way it costs one look-up.
            return [known[text] for known, text in zip(self.known, texts, strict=False)]
        except KeyError:
            cells = zip(self.columns, self.known, texts, strict=False)
            return [
                known[text] if text in known else column.read(line, text, self.problems)
                for column, known, text in cells
            ]

    def _check_filled(
        self, line: int, read: dict[str, Any], addon: AddonName | None, texts: dict[str, str]
    ) -> None:
        for name in REQUIRED if addon is None else (*REQUIRED, "outcome"):
            if not read[name]:
                self.problems.add(line, name, Refused("empty", _("Fill this in.")))
        for name in self.in_file if addon is None else ():
            if texts[name]:
                message = _("There is no add-on on this line, so leave this empty.")
                self.problems.add(line, name, Refused("no_addon", message))

    def _ticket(self, line: int, read: dict[str, Any]) -> TicketDraft:
        key = read["ticket"]
        ticket = self.tickets.get(key)
        if ticket is None:
            wide = {name: read[name] for name in TICKET_WIDE}
            ticket = TicketDraft(key, line, read["date"], employee=read["employee"], **wide)
            self.tickets[key] = ticket
            return ticket
        if ticket.day != read["date"]:
            self.problems.add(line, "date", _differs(ticket))
        for name in TICKET_WIDE:
            # The same text was read once, so it is the very same value.
            if read[name] is not getattr(ticket, name):
                self._agree(ticket, line, name, read[name])
        ticket.employee = ticket.employee or read["employee"]
        return ticket

    def _agree(self, ticket: TicketDraft, line: int, name: str, value: Any) -> None:
        stands = getattr(ticket, name)
        if value in (None, "") or same(stands, value):
            return
        if stands in (None, ""):
            setattr(ticket, name, value)
        else:
            self.problems.add(line, name, _differs(ticket))

    def _offer(self, ticket: TicketDraft, line: int, addon: AddonName, read: dict[str, Any]) -> None:
        ticket.offers.append(OfferDraft(line, addon, **{name: read[name] for name in OFFER}))
        if len(ticket.offers) == MAX_LINES + 1:
            message = _("A ticket has at most {most} offers.")
            self.problems.add(line, "ticket", Refused("too_many_offers", message, most=MAX_LINES))


def _differs(ticket: TicketDraft) -> Refused:
    message = _("Line {first} of the same ticket says something else.")
    return Refused("ticket_contradicts", message, first=ticket.line)
