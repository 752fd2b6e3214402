"""Tickets without an employee or without a service type: they count, but under nobody and nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from toonbank.quality.ground import Ground
from toonbank.quality.verdict import LOOK, Fix, Verdict


def check(ground: Ground) -> Iterator[Verdict]:
    nobody, nothing = ground.lacking["employee"], ground.lacking["service_type"]
    if nobody.number:
        yield Verdict(
            "unassigned",
            LOOK,
            _("One ticket has no employee."),
            {"number": nobody.number},
            plural=_("{number} tickets have no employee."),
            count=nobody.number,
            fix=Fix("tickets", nobody.last_day),
        )
    if nothing.number:
        yield Verdict(
            "unassigned",
            LOOK,
            _("One ticket has no service type: no add-on can be found to fit it."),
            {"number": nothing.number},
            plural=_("{number} tickets have no service type: no add-on can be found to fit them."),
            count=nothing.number,
            fix=Fix("tickets", nothing.last_day),
        )
