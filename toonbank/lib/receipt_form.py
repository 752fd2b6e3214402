"""What a receipt number looks like in a shop, in a language too small to be dangerous.

9 = one digit, A = one letter, * = up to 20 letters, digits or dashes; any other sign is itself, and letters
may be typed small. "" is the usual rule: up to 20 letters, digits, dashes and slashes.
"""

import re
from functools import lru_cache

from . import text
from .errors import Refused, gettext_noop

LONGEST = 40
USUAL = "[A-Z0-9/-]{1,20}"
# One star only: with more of them a refusal would take a time that grows with every sign.
SIGNS = {"9": "[0-9]", "A": "[A-Z]", "*": "[A-Z0-9-]{0,20}"}


def checked(pattern: str) -> str:
    """The pattern as it is kept."""
    if not pattern.strip():
        return ""
    kept = text.clean(pattern, LONGEST)
    if kept.count("*") > 1:
        raise Refused("receipt_pattern", gettext_noop("Use * at most once."))
    return kept


def fits(receipt: str, pattern: str) -> bool:
    """A ticket without a receipt number is always right."""
    return not receipt or _compiled(pattern).fullmatch(receipt) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    expression = "".join(SIGNS.get(sign) or re.escape(sign) for sign in pattern) or USUAL
    return re.compile(expression, re.ASCII | re.IGNORECASE)
