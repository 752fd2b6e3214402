"""One plain form for all the ways to write the same letter, digit, dash or space."""

import re
import unicodedata
from functools import lru_cache

from .private_rules import DASH, GONE, LETTERS, ZEROS


def fold(text: str) -> tuple[str, list[int]]:
    """Printable ASCII only, runs of spaces as one, and for each of its characters the place it came from."""
    plain: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for letter in _fold_one(char):
            if letter != " " or plain[-1:] != [" "]:
                plain.append(letter)
                origin.append(place)
    return "".join(plain), origin


@lru_cache(maxsize=4096)
def _fold_one(char: str) -> str:
    code = ord(char)
    for zero in ZEROS:
        if zero <= code < zero + 10:
            return str(code - zero)
    if GONE.match(char):
        return ""
    if DASH.match(char):
        return "-"
    bare = LETTERS.get(char) or re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", char))
    return re.sub("[^ -~]", lambda rest: LETTERS.get(rest[0], "~"), bare)
