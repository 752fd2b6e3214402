"""Kinds of customer data in words. Lazy: a refusal is raised in one place and read in another language."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

WORDS = {
    "address": _("an address"),
    "bsn": _("a citizen service number"),
    "device_id": _("a number of a device"),
    "dob": _("a date of birth"),
    "email": _("an e-mail address"),
    "handle": _("a name on social media"),
    "iban": _("a bank account"),
    "phone": _("a phone number"),
    "plate": _("a number plate"),
    "rrn": _("a Belgian national number"),
    "too_long": _("too long to check"),
}


def listed(kinds: Iterable[str]) -> Promise:
    words = [WORDS[kind] for kind in kinds]
    return format_lazy(", ".join(["{}"] * len(words)), *words)
