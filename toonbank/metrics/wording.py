"""What people read where the data hold a code: "Niet nodig" for not_needed. Files and the API keep codes."""

from babel.dates import format_date
from django.db.models import TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext

from toonbank.catalog.models import Kind
from toonbank.ledger.models import Moment, Reason
from toonbank.lib.periods import Period
from toonbank.metrics.dimensions import Dimension
from toonbank.metrics.labels import Label

CODES: dict[str, type[TextChoices]] = {"kind": Kind, "moment": Moment, "reason": Reason}


def said(dimension: Dimension, label: Label) -> str:
    """In the active language; a reason that is the shop's own is read as it stands."""
    if label is None:
        return gettext("not filled in")
    if dimension.key == "weekday":
        return str(WEEKDAYS[int(label) - 1])
    codes = CODES.get(dimension.key)
    return str(codes(label).label) if codes and label in codes.values else str(label)


def days_said(period: Period) -> str:
    """ "1 – 7 november 2026", in the active language."""
    first, last = period.first, period.last
    language = get_language() or "nl"
    if first == last:
        return str(format_date(first, "d MMMM y", locale=language))
    start = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, start, locale=language)} – {format_date(last, 'd MMMM y', locale=language)}"
