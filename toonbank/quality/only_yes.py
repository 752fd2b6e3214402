"""Somebody who never logs a no: a reason for a check week, never for a reproach."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Max
from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground
from toonbank.quality.verdict import DOUBT, Fix, Verdict
from toonbank.stats.success_only import Logged, success_only

LEAST_TICKETS = 20


def check(ground: Ground) -> Iterator[Verdict]:
    for log, suspicion in zip(logs := _logs(ground), success_only(logs), strict=True):
        if suspicion.ask and log.tickets >= LEAST_TICKETS:
            yield Verdict(
                "only_yes",
                DOUBT,
                _(
                    "{employee} logged {yes} visits with a yes and {no} with only a no, of {tickets}."
                    " That can be. Agree on a check week in which every no is tapped as well."
                ),
                {"employee": log.employee, "yes": log.yes, "no": log.no, "tickets": log.tickets},
                numbers=frozenset({"attach_rate"}),
                fix=Fix("training"),
            )


def _logs(ground: Ground) -> list[Logged]:
    """Per employee the own tickets with a yes, with only a no, and with nothing."""
    tickets: dict[int, int] = defaultdict(int)
    for ticket in ground.tickets:
        if ticket.employee is not None:
            tickets[ticket.employee] += 1
    yes: dict[int, int] = defaultdict(int)
    no: dict[int, int] = defaultdict(int)
    rows = ground.offer_rows.filter(offered=1, ticket_employee__isnull=False)
    for employee, bought in (
        rows.values("ticket").annotate(best=Max("bought")).values_list("ticket_employee", "best")
    ):
        (yes if bought else no)[employee] += 1
    names = ground.employees
    return [Logged(names.get(pk, ""), count, yes[pk], no[pk]) for pk, count in sorted(tickets.items())]
