"""Days as integers in dated rows."""

from datetime import timedelta

from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import ALWAYS
from toonbank.lib.errors import Refused
from toonbank.lib.periods import day_from_int, day_int

FIRST, LAST = 2000_01_01, 2099_12_31


def checked_day(day: int, field: str = "valid_from") -> int:
    """A real day of this century, or ALWAYS."""
    if day == ALWAYS and not isinstance(day, bool):
        return ALWAYS
    if isinstance(day, bool) or not isinstance(day, int) or not FIRST <= day <= LAST:
        raise Refused("day_invalid", _("Fill in a day between 2000 and 2099."), field=field)
    try:
        return day_int(day_from_int(day))
    except Refused as error:
        raise error.on(field) from None


def day_before(day: int) -> int:
    """The last day on which something that starts on `day` was not there yet; ALWAYS has no day before it."""
    return ALWAYS if day <= FIRST else day_int(day_from_int(day) - timedelta(days=1))
