"""What there is to do, told by the rooms above: this room only knows when, and that it happens once."""

from collections.abc import Callable, Iterable
from datetime import datetime

from toonbank.jobs.models import Job, Outbox

# Works on one job and answers with the mails it causes; they are stored together with its end.
Run = Callable[[Job, datetime], Iterable[Outbox]]
# The jobs that should exist by now; those that do are left alone.
Plan = Callable[[datetime], Iterable[Job]]
# The address a mail goes to at this moment, None when nobody wants it any more.
Address = Callable[[Outbox], str | None]

runs: dict[str, Run] = {}
plans: list[Plan] = []
addresses: list[Address] = []


def kind(name: str) -> Callable[[Run], Run]:
    """@kind("week") above the function that does it."""

    def register(run: Run) -> Run:
        runs[name] = run
        return run

    return register


def plan(made: Plan) -> Plan:
    plans.append(made)
    return made


def address(of: Address) -> Address:
    addresses.append(of)
    return of


def address_of(mail: Outbox) -> str | None:
    """Every one that was registered has to agree; the last one's word is the address."""
    found: str | None = mail.recipient
    for one in addresses:
        found = one(mail) if found else None
    return found
