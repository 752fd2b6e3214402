"""Tickets without an employee or without a service type: they count, but under nobody and nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground
from toonbank.quality.verdict import LOOK, Fix, Verdict


def check(ground: Ground) -> Iterator[Verdict]:
    nobody = [ticket for ticket in ground.tickets if ticket.employee is None]
    nothing = [ticket for ticket in ground.tickets if ticket.service_type is None]
    if nobody:
        yield Verdict(
            "unassigned",
            LOOK,
            _("One ticket has no employee."),
            {"number": len(nobody)},
            plural=_("{number} tickets have no employee."),
            count=len(nobody),
            fix=Fix("tickets", nobody[-1].day),
        )
    if nothing:
        yield Verdict(
            "unassigned",
            LOOK,
            _("One ticket has no service type: no add-on can be found to fit it."),
            {"number": len(nothing)},
            plural=_("{number} tickets have no service type: no add-on can be found to fit them."),
            count=len(nothing),
            fix=Fix("tickets", nothing[-1].day),
        )
