"""What is wrong with the shape of a body, field by field, in the caller's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

# The framework's name of a fault → our code and words; its context fills the {placeholders}.
WORDS = {
    "missing": ("required", _("Fill this in.")),
    "extra_forbidden": ("unknown_field", _("This field does not exist.")),
    "int_type": ("not_a_whole_number", _("This must be a whole number.")),
    "bool_type": ("not_true_or_false", _("This must be true or false.")),
    "string_type": ("not_a_text", _("This must be a text.")),
    "string_too_long": ("text_too_long", _("This is too long: at most {max_length} characters.")),
    "greater_than_equal": ("out_of_range", _("This must be at least {ge}.")),
    "less_than_equal": ("out_of_range", _("This must be at most {le}.")),
    "literal_error": ("not_a_choice", _("This must be one of: {expected}.")),
    "list_type": ("not_a_list", _("This must be a list.")),
    "too_long": ("too_many", _("These are too many: at most {max_length}.")),
    "model_type": ("not_an_object", _("This must be an object.")),
    "model_attributes_type": ("not_an_object", _("This must be an object.")),
}
TIME = ("time_invalid", _("Give a time with its offset, like 2026-11-21T10:15:00+01:00."))
OTHER = ("invalid", _("This is not valid."))
MOST = 20


def complaints(errors: Iterable[Mapping[str, Any]], depth: int = 2) -> list[dict[str, str]]:
    """`depth`: how many parts of each place are the framework's and not the body's."""
    found = [_complaint(error, depth) for error in errors]
    return found[:MOST]


def _complaint(error: Mapping[str, Any], depth: int) -> dict[str, str]:
    kind = str(error["type"])
    code, message = WORDS.get(kind) or (TIME if _about_time(kind) else OTHER)
    context = error.get("ctx") or {}
    # Names of unknown fields come from outside and are only echoed as far as they are short.
    place = ".".join(str(part)[:60] for part in error["loc"][depth:])
    return {"field": place, "code": code, "detail": gettext(message).format(**context)}


def _about_time(kind: str) -> bool:
    return kind.startswith(("datetime", "timezone", "value_error"))
