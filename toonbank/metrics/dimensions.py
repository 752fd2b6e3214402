"""Every way to split or narrow the numbers, one list: the column that holds it on each kind of row.

What is counted must have the column, or the number is not available that way (see metric.py). What it is
divided by need not: "revenue per ticket by add-on" divides by all tickets, and says what the add-on adds
to the average ticket.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from toonbank.lib.errors import Refused
from toonbank.metrics.measures import ELIGIBLE, OFFERS, SUGGESTED, TICKETS, TILL, VISITS

ALL = (TICKETS, OFFERS, VISITS, ELIGIBLE, SUGGESTED)
LINES = (OFFERS, VISITS, SUGGESTED)


@dataclass(frozen=True)
class Dimension:
    """`columns` maps a source to its column; `of_addon` columns come from the add-on's row."""

    key: str
    name: str
    columns: dict[str, str] = field(hash=False)
    text: bool = False
    of_addon: bool = False

    def title(self) -> str:
        return gettext(self.name)


def _same(key: str, name: str, column: str, sources: tuple[str, ...] = ALL, **flags: bool) -> Dimension:
    return Dimension(key, name, dict.fromkeys(sources, column), **flags)


OF_DAY = (*ALL, TILL)
OF_ADDON = (OFFERS, VISITS, SUGGESTED, ELIGIBLE)

DIMENSIONS: tuple[Dimension, ...] = (
    _same("addon", _("Add-on"), "addon_id", OF_ADDON),
    _same("category", _("Category"), "category", OF_ADDON, text=True, of_addon=True),
    _same("variant", _("Variant"), "variant", OF_ADDON, text=True, of_addon=True),
    _same("kind", _("Kind"), "kind", OF_ADDON, text=True, of_addon=True),
    # An offer belongs to whoever made it, a ticket to whoever opened it: no rate mixes the two.
    Dimension(
        "employee",
        _("Employee"),
        {
            TICKETS: "employee_id",
            OFFERS: "employee_id",
            VISITS: "ticket_employee_id",
            SUGGESTED: "ticket_employee_id",
            ELIGIBLE: "employee_id",
        },
    ),
    _same("service_type", _("Service type"), "service_type_id"),
    _same("shop", _("Shop"), "shop_id", OF_DAY),
    _same("day", _("Day"), "day", OF_DAY),
    _same("week", _("Week"), "week", OF_DAY),
    _same("month", _("Month"), "month", OF_DAY),
    _same("weekday", _("Weekday"), "weekday", OF_DAY),
    _same("moment", _("Moment"), "moment", LINES, text=True),
    _same("script", _("Script"), "script_id", LINES),
    _same("reason", _("Reason"), "reason", LINES, text=True),
)

BY_KEY: dict[str, Dimension] = {dimension.key: dimension for dimension in DIMENSIONS}


def dimension(key: str) -> Dimension:
    found = BY_KEY.get(key)
    if found is None:
        message = _("The numbers can't be split by “{given}”. They can by: {known}.")
        raise Refused("dimension_unknown", message, field="by", given=key[:40], known=", ".join(BY_KEY))
    return found
