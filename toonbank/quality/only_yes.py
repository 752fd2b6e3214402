"""Somebody who never logs a no: a reason for a check week, never for a reproach."""

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground
from toonbank.quality.verdict import DOUBT, Fix, Verdict
from toonbank.stats.success_only import Logged, Suspicion, success_only

LEAST_TICKETS = 20
NUMBERS = frozenset({"attach_rate"})


def check(ground: Ground) -> Iterator[Verdict]:
    logs = _logs(ground)
    asked = {pk for pk, log in logs.items() if log.tickets >= LEAST_TICKETS}
    found = _suspicions(tuple(logs.values()))
    for (pk, log), suspicion in zip(logs.items(), found, strict=True):
        if suspicion.ask and pk in asked:
            yield Verdict(
                "only_yes",
                DOUBT,
                _(
                    "{employee} logged {yes} visits with a yes and {no} with only a no, of {tickets}."
                    " That can be. Agree on a check week in which every no is tapped as well."
                ),
                {"employee": log.employee, "yes": log.yes, "no": log.no, "tickets": log.tickets},
                numbers=NUMBERS,
                fix=Fix("training"),
                only={"employee": frozenset({pk, log.employee})},
            )


@lru_cache(maxsize=256)
def _suspicions(logs: tuple[Logged, ...]) -> list[Suspicion]:
    """The same counts give the same answer; it is the dearest of all checks."""
    return success_only(logs)


def _logs(ground: Ground) -> dict[int, Logged]:
    """Per employee the own tickets with a yes, with only a no, and with nothing."""
    tickets = ground.tickets.filter(employee__isnull=False).order_by().values("employee")
    counts = dict(tickets.annotate(n=Count("pk")).values_list("employee", "n"))
    rows = ground.offer_rows.filter(offered=1, ticket_employee__isnull=False).order_by()
    sums = rows.values("ticket_employee").annotate(
        yes=Count("ticket", distinct=True, filter=Q(bought=1)), offered=Count("ticket", distinct=True)
    )
    offered = {row["ticket_employee"]: (row["yes"], row["offered"] - row["yes"]) for row in sums}
    names = ground.employees
    return {pk: Logged(names.get(pk, ""), counts[pk], *offered.get(pk, (0, 0))) for pk in sorted(counts)}
