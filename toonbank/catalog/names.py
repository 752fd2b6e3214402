"""What an add-on is called: Category · Variant · Detail, compared as a reader would."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from toonbank.catalog.models import SEPARATOR
from toonbank.lib import text
from toonbank.lib.errors import Refused
from toonbank.shops.names import named

MAX_PART = 60
MAX_KEY = 200


@dataclass(frozen=True)
class AddonName:
    category: str
    variant: str
    detail: str
    key: str

    def __str__(self) -> str:
        return SEPARATOR.join(part for part in (self.category, self.variant, self.detail) if part)


def addon_name(category: str, variant: str = "", detail: str = "") -> AddonName:
    """Tidy parts and their common key; a detail needs no variant, a category is always there."""
    parts = (_part(category, "category"), _optional(variant, "variant"), _optional(detail, "detail"))
    key = text.key(" ".join(parts))
    if len(key) > MAX_KEY:
        raise Refused("text_too_long", _("Write this name shorter, with fewer signs."), field="category")
    return AddonName(*parts, key)


def split_name(whole: str) -> AddonName:
    """From "Category · Variant · Detail", as lists and files write it."""
    parts = [part.strip() for part in whole.split(SEPARATOR.strip())]
    if len(parts) > 3:
        message = _("A name has at most three parts: category, variant and detail.")
        raise Refused("addon_name_invalid", message, field="category")
    return addon_name(*parts)


def _part(raw: str, field: str) -> str:
    if SEPARATOR.strip() in raw:
        raise Refused("addon_name_invalid", _("Leave out the “·”: it parts the name."), field=field)
    return named(raw, MAX_PART, field).name


def _optional(raw: str, field: str) -> str:
    return _part(raw, field) if raw.strip() else ""
