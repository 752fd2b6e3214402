"""Which sign is the decimal mark? Asked of all amounts of a file: one alone can be two things."""

import re
from collections.abc import Mapping

from toonbank.lib.errors import Refused
from toonbank.lib.errors import gettext_noop as _
from toonbank.lib.money import parse_decimal

_GROUPED = re.compile(r"([0-9]{1,3})((?:[.,][0-9]{3})+)")


def decimal_mark(amounts: Mapping[str, int]) -> str:
    """A point or a comma, from the amounts as written, each with the first line it stands on.

    Refuses amounts that contradict each other and those that can be read in two ways.
    """
    seen: dict[str, str] = {}
    unclear = ""
    for amount in amounts:
        mark = _mark(amount)
        if mark == "?":
            unclear = unclear or amount
        elif mark:
            seen.setdefault(mark, amount)
    if len(seen) > 1:
        dot, comma = seen["."], seen[","]
        message = _("Some amounts have a decimal point (line {dot}) and some a comma (line {comma}).")
        raise Refused("amounts_mixed", message, dot=amounts[dot], comma=amounts[comma])
    if unclear and not seen:
        message = _("Line {line}: “{text}” can be read in two ways; write it with two decimals.")
        raise Refused("amount_ambiguous", message, line=amounts[unclear], text=unclear)
    return next(iter(seen), ".")


def cents(amount: str, mark: str) -> int:
    grouping = "," if mark == "." else "."
    whole, point, decimals = amount.partition(mark)
    if grouping in whole and _GROUPED.fullmatch(whole):
        whole = whole.replace(grouping, "")
    return parse_decimal(whole + point + decimals, mark)


def _mark(amount: str) -> str:
    """The decimal mark this amount needs: "." or ",", "" when any will do, "?" when it could be either."""
    signs = [sign for sign in amount if sign in ".,"]
    if not signs:
        return ""
    last = signs[-1]
    if len(set(signs)) == 2:
        return last
    if len(signs) > 1:
        return "," if last == "." else "."
    return "?" if _GROUPED.fullmatch(amount) else last
