"""A name as it is stored: tidy, without customer data, with the key that makes two spellings of it one."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from toonbank.lib import private, text
from toonbank.lib.errors import Refused


@dataclass(frozen=True)
class Named:
    name: str
    key: str


def named(raw: str, max_length: int, field: str) -> Named:
    try:
        name = text.name(raw, max_length)
    except Refused as error:
        raise error.on(field) from None
    # The text itself goes nowhere: not into the error, not into a log.
    if any(finding.severity == "refuse" for finding in private.check(name)):
        message = _("This looks like customer data. Toonbank stores none.")
        raise Refused("customer_data", message, field=field)
    key = text.key(name)
    # Folding can lengthen: "+" is compared as "plus".
    if len(key) > max_length:
        raise Refused("text_too_long", _("Write this name shorter, with fewer signs."), field=field)
    return Named(name, key)
