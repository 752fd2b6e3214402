"""PINs that anybody would try first. The list knows nobody's birthday: a PIN is also no date or year."""

import re

TRIED_FIRST = """
0007 0070 0852 0911 1004 1010 1104 1122 1125 1212 1221 1313 1337 1342 1357 1414 1470 1478 1515 1590 2112 2211
2468 2580 2525 3690 3579 4711 5150 5683 6969 7410 8520 9630 9753
101010 112233 121314 123321 123654 147258 147852 147896 159357 159753 258456 332211 456852 654123 741852
753159 789456 852456 963852 987123
11223344 12341234 12344321 14725836
"""
COMMON = frozenset(TRIED_FIRST.split())
SHORTEST, LONGEST = 4, 8
UP, DOWN = "01234567890123456789", "98765432109876543210"


def is_pin(text: str) -> bool:
    return re.fullmatch(f"[0-9]{{{SHORTEST},{LONGEST}}}", text) is not None


def is_weak(pin: str) -> bool:
    return pin in COMMON or pin in UP or pin in DOWN or _repeats(pin) or _is_date(pin)


def _repeats(pin: str) -> bool:
    """0000, 1212, 123123; also few digits in a long row, such as 111112."""
    blocks = (pin[:size] for size in range(1, len(pin) // 2 + 1))
    return _nearly(pin) or any((block * len(pin))[: len(pin)] == pin for block in blocks)


def _nearly(pin: str) -> bool:
    return len(pin) > SHORTEST and max(map(pin.count, pin)) >= len(pin) - 1


def _is_date(pin: str) -> bool:
    """A year of the last or this century: 1987, 03121987, 19871203."""
    year, day, month = "(19|20)[0-9]{2}", "(0[1-9]|[12][0-9]|3[01])", "(0[1-9]|1[0-2])"
    kinds = (year, day + month + year, month + day + year, year + month + day)
    return any(re.fullmatch(kind, pin) for kind in kinds)
