"""What people read where the data hold a code: "Niet nodig" for not_needed. Files and the API keep codes."""

from django.db.models import TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from toonbank.catalog.models import Kind
from toonbank.ledger.models import Moment, Reason
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
