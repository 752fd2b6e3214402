"""One plain form for all the ways to write the same letter, digit, dash or space."""

import unicodedata
from functools import lru_cache

from .private_rules import DASHES, DIGITS, GONE, LETTERS


def fold(text: str) -> tuple[str, list[int]]:
    """Printable ASCII only, runs of spaces as one, and for each of its characters the place it came from."""
    plain: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for letter in _plain(char):
            if letter != " " or not plain or plain[-1] != " ":
                plain.append(letter)
                origin.append(place)
    return "".join(plain), origin


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    code = ord(char)
    if code < 128:
        return char if 32 <= code < 127 else " "
    if char in LETTERS:
        return LETTERS[char]
    if char in DASHES:
        return "-"
    for zero in DIGITS:
        if 0 <= code - zero < 10:
            return str(code - zero)
    if any(first <= code <= last for first, last in GONE):
        return ""
    return "".join(_ascii(part) for part in unicodedata.normalize("NFKD", char))


def _ascii(part: str) -> str:
    code = ord(part)
    if 0x300 <= code <= 0x36F:
        return ""
    return part if 32 <= code < 127 else LETTERS.get(part, "~")
