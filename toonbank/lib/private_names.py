"""Names of people. Each word becomes one letter, its class; a pattern over those letters finds the names.

T title, K cue ("klant"), Q strong cue ("naam"), P particle ("van der"), B calling, V what people do, W weaker
verb, o ordinary, F first name, G first name that is a word or brand too, L surname, M surname that is a word
too (f g l m: without capital), X first name with 's, C other word with capital, I initial, n with digits; a
dot is itself, any other sign a comma.
"""

import re
from collections.abc import Iterator

from .private_rules import BRANDS, NAMES, SURNAME, WORDS

_TOKEN = re.compile("[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*|[^ ']")


def names(plain: str) -> Iterator[tuple[int, int]]:
    tokens = list(_TOKEN.finditer(plain))
    for match in NAMES.finditer(_classes([token[0] for token in tokens])):
        yield tokens[match.start()].start(), tokens[match.end() - 1].end()


def _classes(words: list[str]) -> str:
    classes = [_class(word) for word in words]
    for place in range(len(words) - 1):
        if f"{words[place]} {words[place + 1]}".lower() in BRANDS:
            classes[place : place + 2] = "oo"
    return "".join(classes)


def _class(word: str) -> str:
    capital = "A" <= word[0] <= "Z"
    low = word.lower()
    if re.search("[0-9]", word):
        return "n"
    if capital and len(word) == 1:
        return "I"
    for letter, group in WORDS.items():
        if low in group:
            return letter if capital or letter not in "FGLM" else letter.lower()
    if len(word) == 1:
        return "o" if "a" <= word <= "z" else "." if word == "." else ","
    return _unlisted(word, low, capital)


def _unlisted(word: str, low: str, capital: bool) -> str:
    first, _, rest = word.replace("'", "-").partition("-")
    if capital and first.lower() in WORDS["F"] and re.match("[A-Z]|s$", rest):
        return "X" if rest == "s" else "F"
    if SURNAME.fullmatch(low):
        return "L" if capital else "l"
    return "C" if capital and word != word.upper() else "o"
